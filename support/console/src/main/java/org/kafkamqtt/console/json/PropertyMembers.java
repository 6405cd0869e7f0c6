package org.kafkamqtt.console.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of {@code properties} in the JSON line of an MQTT message, read as the headers that keep them in a record.
 *
 * <p>User properties are an object, whose names may repeat, or an array of such objects. What belongs to one delivery, subscription
 * identifiers and topic alias, is passed over. Not thread-safe; used once, by the thread that reads the line.
 */
final class PropertyMembers {
    private final JsonParser parser;
    private final JsonValues values;
    private final List<Header> headers = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** Over a parser that is at the beginning of the object. */
    PropertyMembers(JsonParser parser, JsonValues values) {
        this.parser = parser;
        this.values = values;
    }

    /**
     * All of them, in order.
     *
     * @throws MalformedLine if one is unknown, is there twice, or has a value that MQTT cannot carry
     */
    List<Header> read() throws IOException, MalformedLine {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            take(name);
        }
        return headers;
    }

    private void take(String name) throws IOException, MalformedLine {
        switch (name) {
            case "payload-format-indicator" -> number(name, Header.MQTT_FORMAT);
            case "message-expiry-interval" -> number(name, Header.MQTT_EXPIRY);
            case "content-type" -> text(name, Header.MQTT_CONTENT_TYPE);
            case "response-topic" -> text(name, Header.MQTT_RESPONSE_TOPIC);
            case "correlation-data" -> text(name, Header.MQTT_CORRELATION);
            case "correlation-data_b64" -> decoded(name, "base64");
            case "correlation-data_hex" -> decoded(name, "hex");
            case "user-properties" -> users();
            case "subscription-identifier", "topic-alias" -> parser.skipChildren();
            default -> throw new MalformedLine("unknown member '" + name + "' in properties");
        }
    }

    private void number(String name, String header) throws IOException, MalformedLine {
        once(name, new Header(header, utf8(Long.toString(values.number(name)))));
    }

    private void text(String name, String header) throws IOException, MalformedLine {
        values.text(name);
        once(name, new Header(header, values.bytes(name)));
    }

    private void decoded(String name, String encoding) throws IOException, MalformedLine {
        once(name, new Header(Header.MQTT_CORRELATION, JsonValues.decode(values.bytes(name), encoding, name)));
    }

    private void once(String name, Header header) throws MalformedLine {
        if (!seen.add(header.key())) {
            throw new MalformedLine("holds " + name + " twice");
        }
        add(name, header);
    }

    private void add(String name, Header header) throws MalformedLine {
        Optional<String> fault = PropertyHeaders.fault(header);
        if (fault.isPresent()) {
            throw new MalformedLine(name + " " + fault.get());
        }
        headers.add(header);
    }

    private void users() throws IOException, MalformedLine {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            usersOfObject();
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedLine("user-properties is neither an array nor an object");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new MalformedLine("user-properties holds what is not an object");
            }
            usersOfObject();
        }
    }

    private void usersOfObject() throws IOException, MalformedLine {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            String shown = "user property '" + name + "'";
            add(shown, new Header(Header.MQTT_USER + name, values.bytes(shown)));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
