package org.kafkamqtt.kafka.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.kafka.fetch.Answer;
import org.kafkamqtt.kafka.fetch.Codec;
import org.kafkamqtt.kafka.fetch.Place;

class KafkaFormatsTest {
    private static final int HEADER = 61;
    private final KafkaFormats formats = new KafkaFormats(true);

    /** Records at offsets 10, 12, 14, .... */
    private static byte[] records(int magic, CompressionType compression, TimestampType time, int count) {
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1000),
                (byte) magic,
                Compression.of(compression).build(),
                time,
                10,
                99)) {
            for (int i = 0; i < count; i++) {
                byte[] key = i % 3 == 0 ? null : ("k" + i).getBytes(UTF_8);
                byte[] value = i % 4 == 3 ? null : ("value " + i).getBytes(UTF_8);
                builder.appendWithOffset(10 + 2L * i, magic == 0 ? RecordBatch.NO_TIMESTAMP : 1000 + i, key, value);
            }
            ByteBuffer built = builder.build().buffer();
            byte[] bytes = new byte[built.remaining()];
            built.get(bytes);
            return bytes;
        }
    }

    private static List<String> words(byte[] batches) {
        List<String> words = new ArrayList<>();
        for (RecordBatch batch :
                MemoryRecords.readableRecords(ByteBuffer.wrap(batches)).batches()) {
            for (Record record : batch) {
                words.add(record.offset() + " " + record.timestamp() + " " + text(record.key()) + " "
                        + text(record.value()));
            }
        }
        return words;
    }

    private static String text(ByteBuffer bytes) {
        return bytes == null ? "null" : UTF_8.decode(bytes).toString();
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void decompresses_batches_one_after_the_other(CompressionType type) throws IOException {
        Codec.Unpacker unpacker = formats.unpacker();
        for (int count : new int[] {1, 700, 20}) {
            byte[] plain = records(2, CompressionType.NONE, TimestampType.CREATE_TIME, count);
            byte[] packed = records(2, type, TimestampType.CREATE_TIME, count);
            byte[] moved = new byte[packed.length + 5];
            System.arraycopy(packed, 0, moved, 5, packed.length);
            try (InputStream unpacked = unpacker.unpack(type.id, moved, 5 + HEADER, moved.length)) {
                assertArrayEquals(Arrays.copyOfRange(plain, HEADER, plain.length), unpacked.readAllBytes());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,NONE", "0,GZIP", "1,NONE", "1,GZIP", "1,SNAPPY", "1,LZ4"})
    void renews_old_formats(int magic, CompressionType type) {
        byte[] old = records(magic, type, magic == 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME, 9);
        byte[] renewed = formats.renew(new Answer.Bytes(old, 0, old.length));
        assertEquals(9, words(old).size());
        assertEquals(words(old), words(renewed));
        for (RecordBatch batch :
                MemoryRecords.readableRecords(ByteBuffer.wrap(renewed)).batches()) {
            assertEquals(RecordBatch.MAGIC_VALUE_V2, batch.magic());
            assertEquals(RecordBatch.NO_PARTITION_LEADER_EPOCH, batch.partitionLeaderEpoch());
        }
        assertEquals(magic == 0 ? Codec.UNTIMED : 0, renewed[Codec.SPARE_ATTRIBUTES]);
    }

    @Test
    void keeps_the_time_that_a_broker_gave() {
        byte[] old = records(1, CompressionType.GZIP, TimestampType.LOG_APPEND_TIME, 3);
        byte[] renewed = formats.renew(new Answer.Bytes(old, 0, old.length));
        assertEquals(words(old), words(renewed));
        RecordBatch batch = MemoryRecords.readableRecords(ByteBuffer.wrap(renewed))
                .batches()
                .iterator()
                .next();
        assertEquals(TimestampType.LOG_APPEND_TIME, batch.timestampType());
    }

    @Test
    void compares_checksums_of_old_formats_if_it_should() {
        byte[] old = records(1, CompressionType.NONE, TimestampType.CREATE_TIME, 1);
        old[old.length - 1] ^= 1;
        Answer.Bytes bytes = new Answer.Bytes(old, 0, old.length);
        assertThrows(CorruptRecordException.class, () -> formats.renew(bytes));
        // The last bit of "value 0".
        assertEquals(List.of("10 1000 null value 1"), words(new KafkaFormats(false).renew(bytes)));
    }

    @Test
    void says_where_records_cannot_be_read() {
        RuntimeException broken = formats.broken(new Place("t", 3), 12, "a record that is cut off", null);
        assertEquals(KafkaException.class, broken.getClass());
        assertEquals(
                "partition 3 of topic 't' has a record that is cut off at or after offset 12; to go on after it,"
                        + " start at a later offset",
                broken.getMessage());
    }
}
