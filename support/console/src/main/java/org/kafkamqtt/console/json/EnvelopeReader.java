package org.kafkamqtt.console.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.List;

/**
 * Reads a JSON line of any writer of the field, recognised by its shape: ours, kcat {@code -J}, rpk, kaf (both forms) and
 * {@code mosquitto_sub -F %j} or {@code %J}.
 *
 * <p>An absent key or value is null, as rpk writes it. A value that is an object, array, number or boolean is taken as its
 * own JSON text, byte for byte. Unknown members are skipped only where there is a value or payload, so that a mistyped
 * {@code "vlaue"} is an error and not a tombstone. Thread-safe.
 */
public final class EnvelopeReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /**
     * Reads one line.
     *
     * @throws MalformedLine if it is not a JSON object, or not one of a record or message
     */
    public Envelope read(byte[] bytes, int offset, int length) throws MalformedLine {
        if (length > 1 && (bytes[offset] == 0 || bytes[offset + 1] == 0 || byteOrderMark(bytes, offset))) {
            throw new MalformedLine("UTF-16 or UTF-32, but JSON lines are UTF-8: convert it with iconv -t UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedLine("not a JSON object");
            }
            JsonValues values = new JsonValues(parser, bytes, offset);
            Members members = new Members();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.take(name, values);
            }
            if (parser.nextToken() != null) {
                throw new MalformedLine("more text after the JSON object");
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

    /** The properties that this JSON object holds, as the headers that keep them. */
    static List<Header> properties(byte[] object) throws IOException, MalformedLine {
        try (JsonParser parser = FACTORY.createParser(object)) {
            parser.nextToken();
            return new PropertyMembers(parser, new JsonValues(parser, object, 0)).read();
        }
    }

    private static boolean byteOrderMark(byte[] bytes, int offset) {
        int two = (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
        return two == 0xfeff || two == 0xfffe;
    }
}
