package org.kafkamqtt.producer.record;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * The bytes a record takes as a batch of its own, at most: what the Kafka client compares with {@code max.request.size}.
 *
 * <p>Format: Kafka protocol, record batch version 2: 61 bytes of batch header; per record variable-length numbers of at
 * most 5 bytes (length, offset delta, key and value length, header count) and 10 (timestamp delta), one of attributes.
 */
public final class RecordSize {
    private static final int BATCH_HEADER = 61;
    private static final int RECORD_OVERHEAD = 21;
    private static final int NUMBER = 5;
    private static final int ATTRIBUTES_AND_DELTAS = 3;

    private RecordSize() {}

    public static int of(Draft draft) {
        long size = BATCH_HEADER + RECORD_OVERHEAD + keyAndValue(draft);
        for (int i = 0; i < draft.headers.size(); i++) {
            Header header = draft.headers.get(i);
            size += 2L * NUMBER + 3L * header.key().length() + bytes(header.value());
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    /** The bytes of the record as a batch of its own: what the broker compares with {@code max.message.bytes}. */
    public static int exactly(Draft draft) {
        long size = ATTRIBUTES_AND_DELTAS + sized(draft.keyLength()) + sized(draft.valueLength());
        size += ByteUtils.sizeOfVarint(draft.headers.size());
        for (Header header : draft.headers) {
            size += sized(header.key().getBytes(StandardCharsets.UTF_8).length) + sized(header.value());
        }
        return (int) Math.min(Integer.MAX_VALUE, BATCH_HEADER + ByteUtils.sizeOfVarint((int) size) + size);
    }

    private static long sized(byte @Nullable [] bytes) {
        return sized(bytes == null ? -1 : bytes.length);
    }

    private static long sized(int length) {
        return length < 0 ? 1 : ByteUtils.sizeOfVarint(length) + (long) length;
    }

    /** The bytes of key, value and headers alone. */
    public static int content(Draft draft) {
        long size = keyAndValue(draft);
        for (int i = 0; i < draft.headers.size(); i++) {
            Header header = draft.headers.get(i);
            size += header.key().length() + bytes(header.value());
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    private static long keyAndValue(Draft draft) {
        return Math.max(0L, draft.keyLength()) + Math.max(0, draft.valueLength());
    }

    private static long bytes(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
