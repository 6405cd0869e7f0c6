package org.kafkamqtt.kafka.fetch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Batches as they lie in a log, written the plain way by the protocol guide: the oracle for what reads them. */
final class LogBytes {
    static final int GZIP = 1;
    static final int LOG_APPEND_TIME = 8;
    static final int TRANSACTIONAL = 16;
    static final int CONTROL = 32;

    private static final int NO_PRODUCER = -1;

    private final long baseOffset;
    private final int epoch;
    private int attributes;
    private long producer = NO_PRODUCER;
    private int lastDelta = -1;
    private final List<byte[]> records = new ArrayList<>();
    private final long baseTimestamp;
    private long maxTimestamp;

    private LogBytes(long baseOffset, int epoch, long baseTimestamp) {
        this.baseOffset = baseOffset;
        this.epoch = epoch;
        this.baseTimestamp = baseTimestamp;
        this.maxTimestamp = baseTimestamp;
    }

    /** A batch without records yet. */
    static LogBytes batch(long baseOffset, int epoch) {
        return new LogBytes(baseOffset, epoch, 1_000_000);
    }

    /** A batch with these values from its first offset on. */
    static byte[] values(long baseOffset, int epoch, String... values) {
        LogBytes batch = batch(baseOffset, epoch);
        for (int i = 0; i < values.length; i++) {
            batch.record(baseOffset + i, null, values[i]);
        }
        return batch.bytes();
    }

    /** What ends a transaction. */
    static byte[] marker(long offset, int epoch, long producer, boolean commit) {
        byte[] key = {0, 0, 0, (byte) (commit ? 1 : 0)};
        return batch(offset, epoch)
                .with(TRANSACTIONAL | CONTROL)
                .by(producer)
                .record(offset, 0, key, new byte[6], Map.of())
                .bytes();
    }

    LogBytes with(int attribute) {
        attributes |= attribute;
        return this;
    }

    LogBytes by(long producerId) {
        producer = producerId;
        return this;
    }

    /** The offset that the batch reaches to, whatever records are left of it. */
    LogBytes until(long lastOffset) {
        lastDelta = (int) (lastOffset - baseOffset);
        return this;
    }

    LogBytes appendedAt(long timestamp) {
        maxTimestamp = timestamp;
        return with(LOG_APPEND_TIME);
    }

    LogBytes record(long offset, @Nullable String key, @Nullable String value) {
        return record(offset, offset - baseOffset, bytes(key), bytes(value), Map.of());
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    LogBytes record(
            long offset,
            long timestampDelta,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Map<String, byte @Nullable []> headers) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0);
        number(body, timestampDelta);
        number(body, offset - baseOffset);
        field(body, key);
        field(body, value);
        number(body, headers.size());
        headers.forEach((name, content) -> {
            field(body, name.getBytes(StandardCharsets.UTF_8));
            field(body, content);
        });
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        number(whole, body.size());
        whole.writeBytes(body.toByteArray());
        records.add(whole.toByteArray());
        lastDelta = Math.max(lastDelta, (int) (offset - baseOffset));
        return this;
    }

    private static void field(ByteArrayOutputStream out, byte @Nullable [] content) {
        number(out, content == null ? -1 : content.length);
        out.writeBytes(content == null ? new byte[0] : content);
    }

    private static void number(ByteArrayOutputStream out, long number) {
        long bits = number << 1 ^ number >> 63;
        while ((bits & ~0x7fL) != 0) {
            out.write((int) (bits & 0x7f | 0x80));
            bits >>>= 7;
        }
        out.write((int) bits);
    }

    byte[] bytes() {
        try {
            byte[] body = body();
            ByteBuffer batch = ByteBuffer.allocate(BatchFormat.HEADER + body.length);
            batch.putLong(baseOffset)
                    .putInt(batch.capacity() - 12)
                    .putInt(epoch)
                    .put((byte) 2)
                    .putInt(0)
                    .putShort((short) attributes)
                    .putInt(Math.max(0, lastDelta))
                    .putLong(baseTimestamp)
                    .putLong(maxTimestamp)
                    .putLong(producer)
                    .putShort((short) (producer < 0 ? -1 : 0))
                    .putInt(producer < 0 ? -1 : 0)
                    .putInt(records.size())
                    .put(body);
            CRC32C crc = new CRC32C();
            crc.update(batch.array(), 21, batch.capacity() - 21);
            return batch.putInt(17, (int) crc.getValue()).array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] body() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream((attributes & 7) == GZIP ? new GZIPOutputStream(out) : out)) {
            for (byte[] record : records) {
                data.write(record);
            }
        }
        return out.toByteArray();
    }

    static byte[] joined(byte[]... batches) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] batch : batches) {
            all.writeBytes(batch);
        }
        return all.toByteArray();
    }
}
