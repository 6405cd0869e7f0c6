package org.kafkamqtt.console.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON line of any writer of the field, recognised by its shape: ours, kcat {@code -J}, rpk, kaf (both forms) and
 * {@code mosquitto_sub -F %j} or {@code %J}.
 *
 * <p>An absent key or value is null, as rpk writes it. A value that is an object, array, number or boolean stands for its
 * own JSON text, byte for byte. Members nobody knows are passed over only where a value or payload is there, so that a mistyped
 * {@code "vlaue"} is an error and not a tombstone. Not thread-safe.
 */
public final class EnvelopeReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    /** ISO 8601 with {@code Z}, {@code +01:00} or, as mosquitto has it, {@code +0100}. */
    private byte[] line = new byte[0];

    private int lineStart;

    /**
     * Reads one line.
     *
     * @throws MalformedLine if it is no JSON object, or not one that a record or message can be made of
     */
    public Envelope read(byte[] bytes, int offset, int length) throws MalformedLine {
        line = bytes;
        lineStart = offset;
        if (length > 1 && (bytes[offset] == 0 || bytes[offset + 1] == 0 || byteOrderMark(bytes, offset))) {
            throw new MalformedLine("UTF-16 or UTF-32, where JSON lines are UTF-8: convert it with iconv -t UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedLine("not a JSON object");
            }
            Members members = new Members();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.take(name, parser);
            }
            if (parser.nextToken() != null) {
                throw new MalformedLine("more after the JSON object");
            }
            return members.envelope();
        } catch (JsonProcessingException e) {
            throw new MalformedLine("not JSON: "
                    + String.valueOf(e.getOriginalMessage()).replaceAll("\\s*\\R\\s*", " ")
                    + " (at byte "
                    + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset())
                    + ")");
        } catch (IOException e) {
            throw new MalformedLine("not JSON: " + e.getMessage());
        }
    }

    private static boolean byteOrderMark(byte[] bytes, int offset) {
        int two = (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
        return two == 0xfeff || two == 0xfffe;
    }

    /** What one line said, member by member. */
    private final class Members {
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
        private boolean fromMqtt;
        private boolean anyValue;
        private boolean anyKey;
        private @Nullable String unknown;

        void take(String name, JsonParser parser) throws IOException, MalformedLine {
            switch (name) {
                case "topic" -> topic = parser.currentToken() == JsonToken.VALUE_NULL ? null : text(name, parser);
                case "partition" -> partition = partition(parser);
                case "offset" -> offset = OptionalLong.of(number(name, parser));
                case "timestamp", "ts" -> timestamp = time(name, parser);
                case "tst" -> {
                    timestamp = time(name, parser);
                    fromMqtt = true;
                }
                case "key" -> {
                    key = bytes(name, parser);
                    anyKey = true;
                }
                case "value", "payload" -> takeValue(bytes(name, parser));
                case "payload_b64" -> {
                    takeValue(decode(bytes(name, parser), "base64", name));
                    fromMqtt = true;
                }
                case "payload_hex" -> {
                    takeValue(decode(bytes(name, parser), "hex", name));
                    fromMqtt = true;
                }
                case "keyEncoding" -> keyEncoding = text(name, parser);
                case "valueEncoding", "encoding" -> valueEncoding = text(name, parser);
                case "headers" -> headers = headers(parser);
                case "qos" -> {
                    qos = OptionalInt.of(qos(parser));
                    fromMqtt = true;
                }
                case "retain" -> {
                    retain = retain(parser);
                    fromMqtt = true;
                }
                // Whatever else somebody may call so is no business of ours.
                case "delivery" -> delivery = textOrNothing(parser);
                // A record whose value was left out on purpose, as rpk --meta-only writes it, must not become a
                // tombstone.
                case "value_size" -> throw new MalformedLine("holds only the size of the value, not the value");
                case "key_error", "payload_error" ->
                    throw new MalformedLine("its writer could not decode it (" + name + ": " + parser.getText() + ")");
                case "timestampType", "tstype", "broker", "key_schema_id", "value_schema_id" -> parser.skipChildren();
                case "payloadlen", "mid", "dup", "properties", "delay" -> parser.skipChildren();
                default -> {
                    unknown = name;
                    parser.skipChildren();
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

        Envelope envelope() throws MalformedLine {
            if (!anyValue && unknown != null) {
                throw new MalformedLine("has no 'value' or 'payload' but an unknown member '" + unknown + "'");
            }
            if (!anyValue && !anyKey && topic == null && offset.isEmpty()) {
                throw new MalformedLine("has neither 'value' nor 'payload'");
            }
            byte[] payload = decode(value, valueEncoding, "value");
            if (fromMqtt && payload == null) {
                payload = new byte[0];
            }
            return new Envelope(
                    fromMqtt ? Envelope.Origin.MQTT : Envelope.Origin.KAFKA,
                    Optional.ofNullable(topic),
                    partition,
                    offset,
                    timestamp,
                    decode(key, keyEncoding, "key"),
                    payload,
                    headers,
                    qos,
                    Optional.ofNullable(retain),
                    Optional.ofNullable(delivery));
        }
    }

    private static byte @Nullable [] decode(byte @Nullable [] text, String encoding, String name) throws MalformedLine {
        if (text == null || encoding.isEmpty() || encoding.equals("utf-8") || encoding.equals("text")) {
            return text;
        }
        try {
            return switch (encoding) {
                case "base64" -> Base64.getDecoder().decode(text);
                case "hex" -> java.util.HexFormat.of().parseHex(new String(text, StandardCharsets.US_ASCII));
                default -> throw new MalformedLine("unknown encoding '" + encoding + "' of " + name);
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedLine(name + " is not " + encoding);
        }
    }

    private static OptionalInt partition(JsonParser parser) throws IOException, MalformedLine {
        long number = number("partition", parser);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new MalformedLine("partition " + number + " is out of range");
        }
        return OptionalInt.of((int) number);
    }

    private static int qos(JsonParser parser) throws IOException, MalformedLine {
        long number = number("qos", parser);
        if (number < 0 || number > 2) {
            throw new MalformedLine("qos " + number + " is not 0, 1 or 2");
        }
        return (int) number;
    }

    private static boolean retain(JsonParser parser) throws IOException, MalformedLine {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> number("retain", parser) != 0;
        };
    }

    private static long number(String name, JsonParser parser) throws IOException, MalformedLine {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new MalformedLine(name + " is not a whole number");
        }
        try {
            return parser.getLongValue();
        } catch (InputCoercionException e) {
            throw new MalformedLine(name + " " + parser.getText() + " is out of range");
        }
    }

    private static OptionalLong time(String name, JsonParser parser) throws IOException, MalformedLine {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return OptionalLong.empty();
        }
        boolean number = parser.currentToken().isNumeric();
        String text = number ? parser.getText() : text(name, parser);
        try {
            return number ? Timestamps.number(text) : OptionalLong.of(Timestamps.parse(text));
        } catch (MalformedLine e) {
            throw new MalformedLine(name + " " + e.clause());
        }
    }

    private static String text(String name, JsonParser parser) throws IOException, MalformedLine {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new MalformedLine(name + " is not a string");
        }
        return parser.getText();
    }

    private static @Nullable String textOrNothing(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private byte @Nullable [] bytes(String name, JsonParser parser) throws IOException, MalformedLine {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> utf8(name, parser.getText());
            case START_OBJECT, START_ARRAY -> {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int to = (int) parser.currentLocation().getByteOffset();
                yield Arrays.copyOfRange(line, lineStart + from, lineStart + to);
            }
            default -> parser.getText().getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] utf8(String name, String text) throws MalformedLine {
        try {
            java.nio.ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new MalformedLine(name + " has half of a surrogate pair");
        }
    }

    private List<Header> headers(JsonParser parser) throws IOException, MalformedLine {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                headers.add(new Header(key, bytes("header " + key, parser)));
            }
            return headers;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedLine("headers is neither an array nor an object");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            headers.add(parser.currentToken() == JsonToken.START_OBJECT ? header(parser) : flatHeader(parser));
        }
        return headers;
    }

    /** kcat's form: names and values in turn in one flat array. */
    private Header flatHeader(JsonParser parser) throws IOException, MalformedLine {
        String key = text("header name", parser);
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            throw new MalformedLine("header " + key + " has no value beside it");
        }
        return new Header(key, bytes("header " + key, parser));
    }

    private Header header(JsonParser parser) throws IOException, MalformedLine {
        String key = null;
        byte[] value = null;
        String encoding = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "key" -> key = text(name, parser);
                case "value" -> value = bytes(name, parser);
                case "encoding" -> encoding = text(name, parser);
                // kaf's plain form: a Go struct of two byte slices, both base64.
                case "Key" -> {
                    byte[] decoded = decode(bytes(name, parser), "base64", "header name");
                    key = decoded == null ? null : new String(decoded, StandardCharsets.UTF_8);
                }
                case "Value" -> value = decode(bytes(name, parser), "base64", "header value");
                default -> throw new MalformedLine("unknown member '" + name + "' in a header");
            }
        }
        if (key == null) {
            throw new MalformedLine("a header has no key");
        }
        return new Header(key, decode(value, encoding, "header " + key));
    }
}
