package org.kafkamqtt.console.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one JSON line holds, member by member.
 *
 * <p>Not thread-safe; the thread that reads the line owns it.
 */
final class Members {
    private @Nullable String topic;
    private OptionalInt partition = OptionalInt.empty();
    private OptionalLong offset = OptionalLong.empty();
    private OptionalLong timestamp = OptionalLong.empty();
    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private String keyEncoding = "";
    private String valueEncoding = "";
    private List<Header> headers = List.of();
    private OptionalInt qos = OptionalInt.empty();
    private @Nullable Boolean retain;
    private @Nullable String delivery;
    private byte @Nullable [] properties;
    private boolean fromMqtt;
    private boolean anyValue;
    private boolean anyKey;
    private @Nullable String unknown;

    /** Takes one member: its name, and the value that the parser is at. */
    void take(String name, JsonValues values) throws IOException, MalformedLine {
        switch (name) {
            case "topic" -> topic = values.textOrNull(name);
            case "partition" -> partition = values.partition();
            case "offset" -> offset = OptionalLong.of(values.number(name));
            case "timestamp", "ts" -> timestamp = values.time(name);
            case "tst" -> {
                timestamp = values.time(name);
                fromMqtt = true;
            }
            case "key" -> {
                key = values.bytes(name);
                anyKey = true;
            }
            case "value", "payload" -> takeValue(values.bytes(name));
            case "payload_b64" -> {
                takeValue(JsonValues.decode(values.bytes(name), "base64", name));
                fromMqtt = true;
            }
            case "payload_hex" -> {
                takeValue(JsonValues.decode(values.bytes(name), "hex", name));
                fromMqtt = true;
            }
            case "keyEncoding" -> keyEncoding = values.text(name);
            case "valueEncoding", "encoding" -> valueEncoding = values.text(name);
            case "headers" -> headers = values.headers();
            case "qos" -> {
                qos = OptionalInt.of(values.qos());
                fromMqtt = true;
            }
            case "retain" -> {
                retain = values.retain();
                fromMqtt = true;
            }
            // A member of this name that is not a string is somebody else's, and ignored.
            case "delivery" -> delivery = values.textOrNothing();
            // A record whose value was left out on purpose, as rpk --meta-only writes it, must not become a
            // tombstone.
            case "value_size" -> throw new MalformedLine("holds only the size of the value, not the value");
            case "key_error", "payload_error" ->
                throw new MalformedLine("its writer could not decode it (" + name + ": " + values.rawText() + ")");
            case "timestampType", "tstype", "broker", "key_schema_id", "value_schema_id" -> values.skip();
            // Read at the end: if this is no message of MQTT, they are somebody else's, and ignored.
            case "properties" -> properties = values.objectOrNothing();
            case "payloadlen", "mid", "dup", "delay" -> values.skip();
            default -> {
                unknown = name;
                values.skip();
            }
        }
    }

    private void takeValue(byte @Nullable [] bytes) throws MalformedLine {
        if (anyValue) {
            throw new MalformedLine("holds more than one of value, payload, payload_b64 and payload_hex");
        }
        value = bytes;
        anyValue = true;
    }

    Envelope envelope() throws IOException, MalformedLine {
        if (!anyValue && unknown != null) {
            throw new MalformedLine("has no 'value' or 'payload' but an unknown member '" + unknown + "'");
        }
        if (!anyValue && !anyKey && topic == null && offset.isEmpty()) {
            throw new MalformedLine("has neither 'value' nor 'payload'");
        }
        byte[] payload = JsonValues.decode(value, valueEncoding, "value");
        if (fromMqtt && payload == null) {
            payload = new byte[0];
        }
        return new Envelope(
                fromMqtt ? Envelope.Origin.MQTT : Envelope.Origin.KAFKA,
                Optional.ofNullable(topic),
                partition,
                offset,
                timestamp,
                JsonValues.decode(key, keyEncoding, "key"),
                payload,
                headers,
                qos,
                Optional.ofNullable(retain),
                Optional.ofNullable(delivery),
                fromMqtt && properties != null ? EnvelopeReader.properties(properties) : List.of());
    }
}
