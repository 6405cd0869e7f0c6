package org.kafkamqtt.console.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The current value of a parser of one JSON line, read as a part of a record or message: a number, a time, bytes, headers.
 *
 * <p>Not thread-safe; the thread that reads the line owns it.
 */
final class JsonValues {
    private final JsonParser parser;
    private final byte[] line;
    private final int start;

    /**
     * Over the members of one line.
     *
     * @param line the bytes that hold the line
     * @param start where it begins in them
     */
    JsonValues(JsonParser parser, byte[] line, int start) {
        this.parser = parser;
        this.line = line;
        this.start = start;
    }

    /** The bytes that a text of this encoding means; without an encoding, its own. */
    static byte @Nullable [] decode(byte @Nullable [] text, String encoding, String name) throws MalformedLine {
        if (text == null || encoding.isEmpty() || encoding.equals("utf-8") || encoding.equals("text")) {
            return text;
        }
        try {
            return switch (encoding) {
                case "base64" -> Base64.getDecoder().decode(text);
                case "hex" -> HexFormat.of().parseHex(new String(text, StandardCharsets.US_ASCII));
                default -> throw new MalformedLine("unknown encoding '" + encoding + "' of " + name);
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedLine(name + " is not " + encoding);
        }
    }

    OptionalInt partition() throws IOException, MalformedLine {
        long number = number("partition");
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new MalformedLine("partition " + number + " is out of range");
        }
        return OptionalInt.of((int) number);
    }

    int qos() throws IOException, MalformedLine {
        long number = number("qos");
        if (number < 0 || number > 2) {
            throw new MalformedLine("qos " + number + " is not 0, 1 or 2");
        }
        return (int) number;
    }

    boolean retain() throws IOException, MalformedLine {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> number("retain") != 0;
        };
    }

    long number(String name) throws IOException, MalformedLine {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new MalformedLine(name + " is not a whole number");
        }
        try {
            return parser.getLongValue();
        } catch (InputCoercionException e) {
            throw new MalformedLine(name + " " + parser.getText() + " is out of range");
        }
    }

    OptionalLong time(String name) throws IOException, MalformedLine {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return OptionalLong.empty();
        }
        boolean number = parser.currentToken().isNumeric();
        String text = number ? parser.getText() : text(name);
        try {
            return number ? Timestamps.number(text) : OptionalLong.of(Timestamps.parse(text));
        } catch (MalformedLine e) {
            throw new MalformedLine(name + " " + e.clause());
        }
    }

    String text(String name) throws IOException, MalformedLine {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new MalformedLine(name + " is not a string");
        }
        return parser.getText();
    }

    @Nullable
    String textOrNull(String name) throws IOException, MalformedLine {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : text(name);
    }

    /** The text of a string; null for any other value, which is skipped. */
    @Nullable
    String textOrNothing() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    byte @Nullable [] bytes(String name) throws IOException, MalformedLine {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> utf8(name, parser.getText());
            case START_OBJECT, START_ARRAY -> {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int to = (int) parser.currentLocation().getByteOffset();
                yield Arrays.copyOfRange(line, start + from, start + to);
            }
            default -> parser.getText().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** The JSON text of an object; null for any other value, which is skipped. */
    byte @Nullable [] objectOrNothing() throws IOException, MalformedLine {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return bytes("");
        }
        parser.skipChildren();
        return null;
    }

    /** The value as written, if it is not an object or array. */
    String rawText() throws IOException {
        return parser.getText();
    }

    /** Skips the value with everything in it. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    private static byte[] utf8(String name, String text) throws MalformedLine {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new MalformedLine(name + " has half of a surrogate pair");
        }
    }

    List<Header> headers() throws IOException, MalformedLine {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                headers.add(new Header(key, bytes("header " + key)));
            }
            return headers;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedLine("headers is neither an array nor an object");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            headers.add(parser.currentToken() == JsonToken.START_OBJECT ? header() : flatHeader());
        }
        return headers;
    }

    /** kcat's form: names and values in turn in one flat array. */
    private Header flatHeader() throws IOException, MalformedLine {
        String key = text("header name");
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            throw new MalformedLine("header " + key + " has no value");
        }
        return new Header(key, bytes("header " + key));
    }

    private Header header() throws IOException, MalformedLine {
        String key = null;
        byte[] value = null;
        String encoding = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "key" -> key = text(name);
                case "value" -> value = bytes(name);
                case "encoding" -> encoding = text(name);
                // kaf's plain form: a Go struct of two byte slices, both base64.
                case "Key" -> {
                    byte[] decoded = decode(bytes(name), "base64", "header name");
                    key = decoded == null ? null : new String(decoded, StandardCharsets.UTF_8);
                }
                case "Value" -> value = decode(bytes(name), "base64", "header value");
                default -> throw new MalformedLine("unknown member '" + name + "' in a header");
            }
        }
        if (key == null) {
            throw new MalformedLine("a header has no key");
        }
        return new Header(key, decode(value, encoding, "header " + key));
    }
}
