package org.kafkamqtt.console.json;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.text.Slice;

/**
 * Reads a JSON line in one pass over its bytes, if no value in it is nested and all its members are known.
 *
 * <p>It understands a line to the letter or not at all, and never says why: {@link EnvelopeReader} reads the others, and is
 * the oracle of its tests. Not thread-safe; the thread that reads the lines owns it.
 */
final class FlatLine {
    private static final int MOST_QOS = 2;
    private static final byte[] BASE64 = "base64".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UTF_8 = "utf-8".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final Cursor cursor = new Cursor();
    private final Names names = new Names();
    private final Names headerNames = new Names();
    private final RepeatedHeaders repeated = new RepeatedHeaders();
    private final Slice text = new Slice();
    private final Slice encoding = new Slice();
    private final Slice headerValue = new Slice();
    private byte[] lastTopic = {};
    private String lastTopicText = "";
    private int seen;
    private boolean keyInBase64;
    private boolean valueInBase64;

    /** Fills a clear line; false if this one is for somebody else, and then with anything. */
    boolean read(byte[] bytes, int offset, int length, JsonLine into) {
        cursor.begin(bytes, offset, length);
        names.begin();
        seen = 0;
        keyInBase64 = false;
        valueInBase64 = false;
        cursor.expect('{');
        do {
            Member member = names.next(cursor);
            cursor.expect(':');
            if ((seen & member.slot) != 0) {
                cursor.lose();
            }
            seen |= member.slot;
            take(member, into);
        } while (cursor.takes(','));
        cursor.expect('}');
        complete(into);
        return cursor.through();
    }

    private void take(Member member, JsonLine into) {
        switch (member) {
            case TOPIC -> topic(into);
            case PARTITION -> into.partition = (int) upTo(Integer.MAX_VALUE);
            case OFFSET -> {
                into.offset = cursor.number();
                into.hasOffset = true;
            }
            case TIMESTAMP, TS -> into.timestamp = time();
            case TST -> {
                into.timestamp = time();
                into.fromMqtt = true;
            }
            case KEY -> cursor.value(into.key);
            case VALUE, PAYLOAD -> cursor.value(into.value);
            case PAYLOAD_B64 -> {
                cursor.value(into.value);
                cursor.base64(into.value);
                into.fromMqtt = true;
            }
            case KEY_ENCODING -> keyInBase64 = base64();
            case VALUE_ENCODING, ENCODING -> valueInBase64 = base64();
            case HEADERS -> headers(into);
            case QOS -> {
                into.qos = (int) upTo(MOST_QOS);
                into.fromMqtt = true;
            }
            case RETAIN -> {
                into.retain = retain();
                into.fromMqtt = true;
            }
            case DELIVERY -> {
                cursor.string(text);
                into.delivery = text.text();
            }
            case TIMESTAMP_TYPE, TSTYPE, BROKER, KEY_SCHEMA_ID, VALUE_SCHEMA_ID, PAYLOADLEN, MID, DUP, DELAY ->
                cursor.value(text);
            case OTHER -> cursor.lose();
        }
    }

    private void complete(JsonLine into) {
        int enough = Member.VALUE.slot | Member.KEY.slot | Member.OFFSET.slot;
        if ((seen & enough) == 0 && into.topic == null) {
            cursor.lose();
        }
        if (keyInBase64) {
            cursor.base64(into.key);
        }
        if (valueInBase64) {
            cursor.base64(into.value);
        }
        if (into.fromMqtt && !into.value.present()) {
            into.value.set(NOTHING);
        }
    }

    private void topic(JsonLine into) {
        textOrNull();
        if (text.present() && !text.equalTo(lastTopic)) {
            lastTopicText = text.text();
            lastTopic = lastTopicText.getBytes(StandardCharsets.UTF_8);
        }
        into.topic = text.present() ? lastTopicText : null;
    }

    private void textOrNull() {
        if (cursor.next() == 'n') {
            cursor.value(text);
        } else {
            cursor.string(text);
        }
    }

    private long upTo(long most) {
        long number = cursor.number();
        if (number < 0 || number > most) {
            cursor.lose();
        }
        return number;
    }

    /** -1 is written where there is none. */
    private long time() {
        int next = cursor.next();
        if (next == 'n') {
            cursor.value(text);
            return -1;
        }
        if (next == '"') {
            return writtenTime();
        }
        long millis = cursor.number();
        if (millis < -1) {
            cursor.lose();
        }
        return millis;
    }

    private long writtenTime() {
        cursor.string(text);
        try {
            return Timestamps.parse(text.text());
        } catch (MalformedLine e) {
            cursor.lose();
            return -1;
        }
    }

    private boolean retain() {
        int next = cursor.next();
        if (next == 't' || next == 'f') {
            cursor.value(text);
            return next == 't';
        }
        return cursor.number() != 0;
    }

    /** Whether the encoding that comes next is base64; it is lost at one that is neither that nor text. */
    private boolean base64() {
        cursor.string(encoding);
        if (encoding.equalTo(BASE64)) {
            return true;
        }
        if (encoding.length() > 0 && !encoding.equalTo(UTF_8) && !encoding.equalTo(TEXT)) {
            cursor.lose();
        }
        return false;
    }

    private void headers(JsonLine into) {
        if (cursor.next() == 'n') {
            cursor.value(text);
            return;
        }
        cursor.expect('[');
        if (cursor.takes(']')) {
            return;
        }
        do {
            if (cursor.next() == '{') {
                header();
            } else {
                flatHeader();
            }
            into.headers.add(repeated.at(into.headers.size(), text, headerValue));
        } while (cursor.takes(','));
        cursor.expect(']');
    }

    /** kcat's form: names and values in turn in one flat array. */
    private void flatHeader() {
        cursor.string(text);
        cursor.expect(',');
        cursor.value(headerValue);
    }

    private void header() {
        cursor.expect('{');
        headerNames.begin();
        headerValue.clear();
        text.clear();
        boolean inBase64 = false;
        int had = 0;
        do {
            Member member = headerNames.next(cursor);
            cursor.expect(':');
            switch (member) {
                case KEY -> cursor.string(text);
                case VALUE -> cursor.value(headerValue);
                case ENCODING -> inBase64 = base64();
                default -> cursor.lose();
            }
            if ((had & member.slot) != 0) {
                cursor.lose();
            }
            had |= member.slot;
        } while (cursor.takes(','));
        cursor.expect('}');
        if (inBase64) {
            cursor.base64(headerValue);
        }
        if (!text.present()) {
            cursor.lose();
        }
    }
}
