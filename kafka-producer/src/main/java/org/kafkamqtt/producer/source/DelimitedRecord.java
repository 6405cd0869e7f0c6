package org.kafkamqtt.producer.source;

import java.util.Arrays;
import org.kafkamqtt.producer.record.Draft;

/** A value, or a key and a value with a delimiter between them; without the delimiter there is no key. */
public final class DelimitedRecord implements PieceParser {
    private final byte[] keyDelimiter;

    /**
     * @param keyDelimiter empty if pieces are values only
     */
    public DelimitedRecord(byte[] keyDelimiter) {
        this.keyDelimiter = keyDelimiter.clone();
    }

    @Override
    public void parse(byte[] bytes, int offset, int length, Draft draft) {
        int end = offset + length;
        int split = keyDelimiter.length == 0 ? -1 : find(bytes, offset, end);
        if (split < 0) {
            draft.setValue(bytes, offset, length);
        } else {
            draft.setKey(bytes, offset, split - offset);
            int value = split + keyDelimiter.length;
            draft.setValue(bytes, value, end - value);
        }
    }

    private int find(byte[] bytes, int from, int end) {
        byte first = keyDelimiter[0];
        int last = end - keyDelimiter.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first
                    && (keyDelimiter.length == 1
                            || Arrays.equals(
                                    bytes, i, i + keyDelimiter.length, keyDelimiter, 0, keyDelimiter.length))) {
                return i;
            }
        }
        return -1;
    }
}
