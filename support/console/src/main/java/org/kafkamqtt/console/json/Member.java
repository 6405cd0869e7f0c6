package org.kafkamqtt.console.json;

import java.nio.charset.StandardCharsets;

/**
 * A member of a JSON line or of one of its headers that {@link FlatLine} reads.
 *
 * <p>Members with one slot mean the same: a line has only one of them.
 */
enum Member {
    TOPIC("topic", 0),
    PARTITION("partition", 1),
    OFFSET("offset", 2),
    TIMESTAMP("timestamp", 3),
    TS("ts", 3),
    TST("tst", 3),
    KEY("key", 4),
    VALUE("value", 5),
    PAYLOAD("payload", 5),
    PAYLOAD_B64("payload_b64", 5),
    KEY_ENCODING("keyEncoding", 6),
    VALUE_ENCODING("valueEncoding", 7),
    ENCODING("encoding", 7),
    HEADERS("headers", 8),
    QOS("qos", 9),
    RETAIN("retain", 10),
    DELIVERY("delivery", 11),
    TIMESTAMP_TYPE("timestampType", 12),
    TSTYPE("tstype", 13),
    BROKER("broker", 14),
    KEY_SCHEMA_ID("key_schema_id", 15),
    VALUE_SCHEMA_ID("value_schema_id", 16),
    PAYLOADLEN("payloadlen", 17),
    MID("mid", 18),
    DUP("dup", 19),
    DELAY("delay", 20),
    /** Any other, which is not for {@link FlatLine}. */
    OTHER("", 21);

    /** The name between its quotation marks. */
    @SuppressWarnings("ImmutableEnumChecker") // compared with bytes for every line, never changed
    final byte[] quoted;
    /** The bit of its slot. */
    final int slot;

    Member(String name, int slot) {
        this.quoted = ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
        this.slot = 1 << slot;
    }
}
