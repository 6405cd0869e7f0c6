package org.kafkamqtt.producer.source;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;

/**
 * The layout of a line, in the properties of kafka-console-producer's line reader.
 *
 * <p>Names and defaults: Kafka 4.3, {@code org.apache.kafka.tools.LineMessageReader}.
 *
 * @param parseKey whether there is a key before the value
 * @param keySeparator between key and value
 * @param parseHeaders whether there are headers before the key
 * @param headersDelimiter after the headers
 * @param headersSeparator between headers
 * @param headerKeySeparator between the key and the value of a header
 * @param nullMarker text that means null as a key, value, header value or all headers; null for none
 * @param ignoreError whether a line without a separator is a value
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
public record ReaderProperties(
        boolean parseKey,
        byte[] keySeparator,
        boolean parseHeaders,
        byte[] headersDelimiter,
        byte[] headersSeparator,
        byte[] headerKeySeparator,
        byte @Nullable [] nullMarker,
        boolean ignoreError) {
    private static final Set<String> KNOWN = Set.of(
            "parse.key",
            "key.separator",
            "parse.headers",
            "headers.delimiter",
            "headers.separator",
            "headers.key.separator",
            "null.marker",
            "ignore.error");

    public static ReaderProperties parse(List<String> properties) {
        Map<String, String> typed = new HashMap<>();
        for (String property : properties) {
            int equals = property.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("--reader-property '" + property + "' is not NAME=VALUE");
            }
            String name = property.substring(0, equals).strip();
            if (!KNOWN.contains(name)) {
                throw Failure.usage("unknown --reader-property '" + name + "'" + Nearest.suggestion(name, KNOWN));
            }
            typed.put(name, property.substring(equals + 1));
        }
        String marker = typed.get("null.marker");
        return new ReaderProperties(
                flag(typed, "parse.key"),
                separator(typed, "key.separator", "\t"),
                flag(typed, "parse.headers"),
                separator(typed, "headers.delimiter", "\t"),
                separator(typed, "headers.separator", ","),
                separator(typed, "headers.key.separator", ":"),
                marker == null ? null : marker.getBytes(StandardCharsets.UTF_8),
                flag(typed, "ignore.error"));
    }

    private static boolean flag(Map<String, String> typed, String name) {
        String value = typed.getOrDefault(name, "false").strip();
        if (!value.matches("(?i)true|false")) {
            throw Failure.usage("--reader-property " + name + "='" + value + "' is not true or false");
        }
        return value.equalsIgnoreCase("true");
    }

    private static byte[] separator(Map<String, String> typed, String name, String usual) {
        String value = typed.getOrDefault(name, usual);
        if (value.isEmpty()) {
            throw Failure.usage("--reader-property " + name + " must not be empty");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
