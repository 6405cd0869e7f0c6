package org.kafkamqtt.kafka.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * The records of a {@link Slice}, walked where they lie; those of a compressed batch in a window that moves on with them, so that no
 * batch has to fit into memory whole. No object is made for a record. Not thread-safe.
 */
final class SlicePortion implements Portion, LogRecord.Headers {
    private static final int WINDOW = 1 << 16;
    /** Bytes of the longest length of a record. */
    private static final int LENGTH = 5;

    private static final long UNKNOWN = -1;
    private static final byte[] NOTHING = {};

    private final Place place;
    private final Slice slice;
    private final Codec codec;
    private final LogRecord record = new LogRecord();
    private int batch = -1;
    private long first = UNKNOWN;
    /** Whether the first record was moved to before anybody asked for it. */
    private boolean early;

    // The batch that is walked.
    private byte[] array = NOTHING;
    private int at;
    private int end;
    private int left;
    private long baseOffset;
    private long baseTimestamp;
    private long appendTimestamp;
    private boolean appended;
    private boolean untimed;
    private int epoch;

    // If it is compressed.
    private Codec.@Nullable Unpacker unpacker;
    private @Nullable InputStream unpacked;
    private byte[] window = NOTHING;

    private int headersAt;

    SlicePortion(Place place, Slice slice, Codec codec) {
        this.place = place;
        this.slice = slice;
        this.codec = codec;
        record.in(place.topic(), place.partition());
    }

    @Override
    public String topic() {
        return place.topic();
    }

    @Override
    public int partition() {
        return place.partition();
    }

    @Override
    public long firstOffset() {
        if (first == UNKNOWN) {
            first = told();
        }
        if (first == UNKNOWN) {
            early = move();
            first = early ? record.offset() : slice.next();
        }
        return first;
    }

    /**
     * The first offset by the header of the first batch, if it has a record for each offset: of many compressed partitions only one is
     * unpacked at a time then.
     */
    private long told() {
        if (slice.starts().length == 0) {
            return slice.next();
        }
        byte[] bytes = slice.arrays()[0];
        int start = slice.starts()[0];
        long base = BatchFormat.baseOffset(bytes, start);
        boolean each = BatchFormat.lastOffset(bytes, start) - base + 1 == BatchFormat.count(bytes, start);
        return each ? Math.max(base, slice.from()) : UNKNOWN;
    }

    @Override
    public LogRecord record() {
        return record;
    }

    @Override
    public long nextOffset() {
        return slice.next();
    }

    @Override
    public int nextEpoch() {
        return slice.epoch();
    }

    @Override
    public boolean next() {
        if (early) {
            early = false;
            return true;
        }
        boolean moved = move();
        if (first == UNKNOWN) {
            first = moved ? record.offset() : slice.next();
        }
        return moved;
    }

    private boolean move() {
        try {
            do {
                while (left == 0) {
                    if (!open()) {
                        return false;
                    }
                }
                readRecord();
            } while (record.offset() < slice.from());
            return true;
        } catch (IndexOutOfBoundsException | IOException e) {
            throw broken("a record that is cut off", e);
        }
    }

    private RuntimeException broken(String what, @Nullable Throwable cause) {
        // Whoever goes on gets the next batch.
        left = 0;
        return codec.broken(place, baseOffset, what, cause);
    }

    /** Gives back what a decompressor holds outside of the heap, where no collector frees it; nothing is looked at any more. */
    void close() {
        InputStream opened = unpacked;
        unpacked = null;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                throw broken("a batch that was decompressed and cannot be closed", e);
            }
        }
    }

    /** Begins the next batch; false if there is none. */
    private boolean open() {
        close();
        if (batch + 1 >= slice.starts().length) {
            batch = slice.starts().length;
            return false;
        }
        batch++;
        byte[] bytes = slice.arrays()[batch];
        int start = slice.starts()[batch];
        int to = start + BatchFormat.size(bytes, start);
        baseOffset = BatchFormat.baseOffset(bytes, start);
        baseTimestamp = BatchFormat.baseTimestamp(bytes, start);
        appendTimestamp = BatchFormat.maxTimestamp(bytes, start);
        appended = BatchFormat.logAppendTime(bytes, start);
        untimed = BatchFormat.untimed(bytes, start);
        epoch = BatchFormat.leaderEpoch(bytes, start);
        left = BatchFormat.count(bytes, start);
        int from = start + BatchFormat.HEADER;
        int packed = BatchFormat.codec(bytes, start);
        if (packed == 0) {
            array = bytes;
            at = from;
            end = to;
        } else {
            unpack(packed, bytes, from, to);
        }
        return true;
    }

    private void unpack(int packed, byte[] bytes, int from, int to) {
        if (unpacker == null) {
            unpacker = codec.unpacker();
            window = new byte[WINDOW];
        }
        try {
            unpacked = unpacker.unpack(packed, bytes, from, to);
        } catch (RuntimeException e) {
            throw broken("a batch that cannot be decompressed", e);
        }
        array = window;
        at = 0;
        end = 0;
    }

    // ---- one record

    private void readRecord() throws IOException {
        if (unpacked != null) {
            hold(LENGTH);
        }
        if (at >= end) {
            throw broken("fewer records than a batch should have", null);
        }
        int length = number();
        if (unpacked != null) {
            hold(length);
        }
        int recordEnd = at + length;
        if (length < 0 || recordEnd > end || recordEnd < 0) {
            throw broken("a record of " + length + " bytes", null);
        }
        at++;
        long timestamp = baseTimestamp + longNumber();
        record.at(baseOffset + number(), epoch, appended ? appendTimestamp : timestamp, appended);
        if (untimed) {
            record.untimed();
        }
        int keyLength = within(number(), recordEnd);
        record.key(array, at, keyLength);
        at += Math.max(0, keyLength);
        int valueLength = within(number(), recordEnd);
        record.value(array, at, valueLength);
        at += Math.max(0, valueLength);
        headersAt = at;
        record.headers(array[at] == 0 ? null : this);
        at = recordEnd;
        left--;
    }

    /** The length of a part of a record, after which there is more of it. */
    private int within(int length, int recordEnd) {
        if (length >= recordEnd - at) {
            throw broken("a record whose parts are longer than it", null);
        }
        return length;
    }

    /** Has these many bytes in the window, or all that are left. */
    private void hold(int bytes) throws IOException {
        if (end - at >= bytes) {
            return;
        }
        System.arraycopy(window, at, window, 0, end - at);
        end -= at;
        at = 0;
        try {
            fill(bytes);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    private void fill(int bytes) throws IOException {
        InputStream in = unpacked;
        while (in != null && end < bytes) {
            if (end == window.length) {
                // A length may be a lie: the window grows only with what is there.
                window = Arrays.copyOf(window, (int) Math.min(Integer.MAX_VALUE - 8, window.length * 2L));
                array = window;
            }
            int read = in.read(window, end, window.length - end);
            if (read <= 0) {
                return;
            }
            end += read;
        }
    }

    private int number() {
        return (int) longNumber();
    }

    private long longNumber() {
        byte b = array[at++];
        if (b >= 0) {
            return (long) (b >>> 1) ^ -(b & 1);
        }
        long bits = b & 0x7f;
        int shift = 7;
        do {
            b = array[at++];
            bits |= (long) (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        return bits >>> 1 ^ -(bits & 1);
    }

    // ---- headers

    /** Of the record that is looked at. */
    @Override
    public List<Header> read() {
        int after = at;
        at = headersAt;
        try {
            int count = number();
            List<Header> headers = new ArrayList<>(Math.max(0, Math.min(count, after - at)));
            for (int i = 0; i < count; i++) {
                byte[] name = bytes(after);
                headers.add(new Header(name == null ? "" : new String(name, StandardCharsets.UTF_8), bytes(after)));
            }
            return headers;
        } catch (IndexOutOfBoundsException e) {
            throw codec.broken(place, record.offset(), "headers that are cut off", e);
        } finally {
            at = after;
        }
    }

    @Override
    public void show(LogRecord.HeaderSight sight) {
        int after = at;
        at = headersAt;
        try {
            int count = number();
            for (int i = 0; i < count; i++) {
                int nameLength = Math.max(0, skipped(after));
                int nameAt = at - nameLength;
                int valueLength = skipped(after);
                sight.header(array, nameAt, nameLength, array, at - Math.max(0, valueLength), valueLength);
            }
        } catch (IndexOutOfBoundsException e) {
            throw codec.broken(place, record.offset(), "headers that are cut off", e);
        } finally {
            at = after;
        }
    }

    /** The length of a part of the record that ends there, which is skipped; less than 0 for null. */
    private int skipped(int recordEnd) {
        int length = number();
        if (length < 0) {
            return -1;
        }
        Objects.checkFromIndexSize(at, length, recordEnd);
        at += length;
        return length;
    }

    private byte @Nullable [] bytes(int recordEnd) {
        int length = number();
        if (length < 0) {
            return null;
        }
        Objects.checkFromIndexSize(at, length, recordEnd);
        at += length;
        return Arrays.copyOfRange(array, at - length, at);
    }
}
