package org.kafkamqtt.producer.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/** A line as kafka-console-producer reads it: headers, key and value, as far as the properties ask for them. */
public final class ConsoleRecord implements PieceParser {
    private final ReaderProperties properties;

    public ConsoleRecord(ReaderProperties properties) {
        this.properties = properties;
    }

    @Override
    public void parse(byte[] bytes, int offset, int length, Draft draft) throws BadRecord {
        int at = offset;
        int end = offset + length;
        if (properties.parseHeaders()) {
            int split = split(bytes, at, end, properties.headersDelimiter(), "headers.delimiter");
            headers(bytes, at, Math.max(at, split), draft);
            at = split < 0 ? at : split + properties.headersDelimiter().length;
        }
        if (properties.parseKey()) {
            int split = split(bytes, at, end, properties.keySeparator(), "key.separator");
            if (split >= 0) {
                if (!isNull(bytes, at, split)) {
                    draft.setKey(bytes, at, split - at);
                }
                at = split + properties.keySeparator().length;
            }
        }
        if (!isNull(bytes, at, end)) {
            draft.setValue(bytes, at, end - at);
        }
    }

    /** Where the separator is; -1 if it is missing and that is ignored. */
    private int split(byte[] bytes, int from, int end, byte[] separator, String name) throws BadRecord {
        int split = find(bytes, from, end, separator);
        if (split < 0 && !properties.ignoreError()) {
            throw new BadRecord("has no " + name + " '" + new String(separator, StandardCharsets.UTF_8) + "'");
        }
        return split;
    }

    private void headers(byte[] bytes, int from, int to, Draft draft) throws BadRecord {
        if (from == to || isNull(bytes, from, to)) {
            return;
        }
        byte[] separator = properties.headersSeparator();
        for (int at = from; at <= to; ) {
            int next = find(bytes, at, to, separator);
            int end = next < 0 ? to : next;
            draft.headers.add(header(bytes, at, end));
            at = end + separator.length;
        }
    }

    private Header header(byte[] bytes, int from, int to) throws BadRecord {
        byte[] separator = properties.headerKeySeparator();
        int split = find(bytes, from, to, separator);
        if (split < 0) {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            if (!properties.ignoreError()) {
                throw new BadRecord("the header '" + text + "' has no headers.key.separator '"
                        + new String(separator, StandardCharsets.UTF_8) + "'");
            }
            return new Header(text, null);
        }
        String key = new String(bytes, from, split - from, StandardCharsets.UTF_8);
        int value = split + separator.length;
        return new Header(key, isNull(bytes, value, to) ? null : Arrays.copyOfRange(bytes, value, to));
    }

    private boolean isNull(byte[] bytes, int from, int to) {
        byte[] marker = properties.nullMarker();
        return marker != null && Arrays.equals(bytes, from, to, marker, 0, marker.length);
    }

    private static int find(byte[] bytes, int from, int end, byte[] wanted) {
        for (int i = from; i <= end - wanted.length; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
