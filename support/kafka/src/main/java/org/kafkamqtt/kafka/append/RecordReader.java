package org.kafkamqtt.kafka.append;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/** Reads the records of a batch one after the other, without copying. Not thread-safe; as short-lived as the batch is lent. */
public final class RecordReader {
    private final byte[] bytes;
    private final int batchEnd;
    private final int records;
    private final long baseTimestamp;
    private int at;
    private int index = -1;
    private int end;
    private long timestamp;
    private int afterDeltas;

    RecordReader(byte[] bytes, int from, int to, int records, long baseTimestamp) {
        this.bytes = bytes;
        this.end = from;
        this.batchEnd = to;
        this.records = records;
        this.baseTimestamp = baseTimestamp;
    }

    /** Moves to the next record; false if there is none. */
    public boolean next() {
        if (index + 1 >= records || end >= batchEnd) {
            return false;
        }
        index++;
        at = end;
        int length = number();
        end = at + length;
        at++;
        timestamp = baseTimestamp + longNumber();
        number();
        afterDeltas = at;
        return true;
    }

    /** Its place in the batch, from 0. */
    public int index() {
        return index;
    }

    /** Milliseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    /** A copy of the key, null if there is none. */
    public byte @Nullable [] key() {
        at = afterDeltas;
        return copy();
    }

    /** A copy of the value, null if there is none. */
    public byte @Nullable [] value() {
        at = afterDeltas;
        skip();
        return copy();
    }

    /** The headers, in order. */
    public List<Header> headers() {
        at = afterDeltas;
        skip();
        skip();
        int count = number();
        List<Header> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = number();
            String name = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            headers.add(new Header(name, copy()));
        }
        return headers;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where key, value and headers begin. */
    int afterDeltas() {
        return afterDeltas;
    }

    /** Where the record ends. */
    int end() {
        return end;
    }

    private void skip() {
        int length = number();
        at += Math.max(0, length);
    }

    private byte @Nullable [] copy() {
        int length = number();
        if (length < 0) {
            return null;
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int number() {
        return (int) longNumber();
    }

    private long longNumber() {
        long bits = 0;
        int shift = 0;
        while (true) {
            byte b = bytes[at++];
            bits |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
            shift += 7;
        }
    }
}
