package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.json.Header;

/** The bytes of a batch are those that kafka-clients writes. */
class BatchTest {
    private static final AppendSettings SETTINGS =
            new AppendSettings(true, true, 100, 1000, 0, 5, 1000, Long.MAX_VALUE, Integer.MAX_VALUE, 100, 1000, true);

    private static final class Entry {
        private final long timestamp;
        private final byte @Nullable [] key;
        private final byte @Nullable [] value;
        private final List<Header> headers;

        private Entry(long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
            this.timestamp = timestamp;
            this.key = key;
            this.value = value;
            this.headers = headers;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Entry entry(long timestamp, @Nullable String key, @Nullable String value, Header... headers) {
        return new Entry(
                timestamp, key == null ? null : utf8(key), value == null ? null : utf8(value), List.of(headers));
    }

    private static Batch<String> open(int size) {
        Lane<String> lane = new Lane<>("t", 0, lanes(), SETTINGS);
        return Batch.open(lane, new byte[size], 1, "notes");
    }

    private static Lanes<String> lanes() {
        Leaders leaders = new Leaders() {
            @Override
            public int leader(String topic, int partition) {
                return NONE;
            }

            @Override
            public void outdated() {}
        };
        Outcomes<String> outcomes = new Outcomes<>() {
            @Override
            public void arrived(Batch<String> batch, long baseOffset, long logAppendTime) {}

            @Override
            public void failed(Batch<String> batch, int from, int count, Exception cause, boolean perhaps) {}
        };
        return new Lanes<>(SETTINGS, null, leaders, outcomes, new Buffers(1000));
    }

    private static boolean add(Batch<String> batch, Entry entry) {
        byte[] key = entry.key;
        byte[] value = entry.value;
        return batch.add(
                entry.timestamp,
                key,
                0,
                key == null ? -1 : key.length,
                value,
                0,
                value == null ? -1 : value.length,
                entry.headers);
    }

    private static Batch<String> batch(List<Entry> entries) {
        Batch<String> batch = open(1 << 20);
        for (Entry entry : entries) {
            assertTrue(add(batch, entry));
        }
        return batch;
    }

    private static byte[] bytes(Batch<String> batch) {
        batch.number(new Identity(77, (short) 3), 42, null);
        ByteBuffer sent = batch.toSend();
        byte[] bytes = new byte[sent.remaining()];
        sent.get(bytes);
        return bytes;
    }

    private static byte[] byKafka(List<Entry> entries) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 20),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                0,
                RecordBatch.NO_TIMESTAMP,
                77,
                (short) 3,
                42);
        for (Entry entry : entries) {
            RecordHeader[] headers = entry.headers.stream()
                    .map(header -> new RecordHeader(header.key(), header.value()))
                    .toArray(RecordHeader[]::new);
            builder.append(entry.timestamp, entry.key, entry.value, headers);
        }
        ByteBuffer built = builder.build().buffer();
        byte[] bytes = new byte[built.remaining()];
        built.get(bytes);
        return bytes;
    }

    private static void assertSameBytes(Entry... entries) {
        assertArrayEquals(byKafka(List.of(entries)), bytes(batch(List.of(entries))));
    }

    @Test
    void tells_null_from_empty() {
        assertSameBytes(entry(5, null, null), entry(5, "", ""), entry(5, null, ""), entry(5, "k", null));
    }

    @Test
    void writes_headers_with_any_name() {
        assertSameBytes(
                entry(5, "k", "v", new Header("", null), new Header("a", utf8("")), new Header("a", utf8("1"))),
                entry(5, "k", "v", new Header("größe", utf8("ß")), new Header("漢字", null)),
                entry(5, "k", "v", new Header("\ud83d\ude00", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "x\ud83d", "\ude00y", "\ud83d\ud83d\ude00", "\ude00\ud83d"})
    void replaces_unpaired_surrogates_in_header_names(String name) {
        // kafka-clients counts them as more bytes than it writes, so that brokers refuse the batch.
        RecordReader reader = batch(List.of(entry(5, null, null, new Header(name, utf8("v")))))
                .reader();
        assertTrue(reader.next());
        assertEquals(List.of(new Header(new String(utf8(name), StandardCharsets.UTF_8), utf8("v"))), reader.headers());
        assertFalse(reader.next());
    }

    @Test
    void writes_timestamps_that_go_backwards() {
        assertSameBytes(
                entry(1_700_000_000_000L, null, "a"),
                entry(1_699_999_999_999L, null, "b"),
                entry(0, null, "c"),
                entry(1_800_000_000_000L, null, "d"),
                entry(Long.MAX_VALUE / 2, null, "e"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 56, 57, 58, 62, 63, 64, 65, 8180, 8187, 8191, 8192, 8193, 100_000})
    void writes_values_whose_length_needs_one_byte_more(int length) {
        byte[] value = new byte[length];
        assertSameBytes(new Entry(5, null, value, List.of()), new Entry(5, value, null, List.of()));
    }

    @Test
    void writes_many_records_of_all_kinds() {
        SplittableRandom random = new SplittableRandom(11);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] value = random.nextInt(10) == 0 ? null : new byte[random.nextInt(100)];
            byte[] key = random.nextInt(3) == 0 ? null : new byte[random.nextInt(12)];
            if (value != null) {
                random.nextBytes(value);
            }
            List<Header> headers = random.nextInt(5) == 0 ? List.of(new Header("é" + i, key)) : List.of();
            entries.add(new Entry(random.nextLong(1L << 41), key, value, headers));
        }
        assertArrayEquals(byKafka(entries), bytes(batch(entries)));
    }

    @Test
    void takes_no_record_that_does_not_fit() {
        Batch<String> batch = open(RecordFormat.BATCH_HEADER + 12);
        assertTrue(add(batch, entry(5, null, "hello")));
        assertFalse(add(batch, entry(5, null, "")));
        assertArrayEquals(byKafka(List.of(entry(5, null, "hello"))), bytes(batch));
    }

    @Test
    void reads_what_it_holds() {
        Batch<String> batch = batch(List.of(
                entry(5, null, ""), entry(3, "k", null, new Header("größe", utf8("v")), new Header("b", null))));
        RecordReader reader = batch.reader();
        assertTrue(reader.next());
        assertEquals(null, reader.key());
        assertArrayEquals(new byte[0], reader.value());
        assertTrue(reader.next());
        assertEquals(1, reader.index());
        assertEquals(3, reader.timestamp());
        assertArrayEquals(utf8("k"), reader.key());
        assertEquals(null, reader.value());
        assertEquals(List.of(new Header("größe", utf8("v")), new Header("b", null)), reader.headers());
        assertFalse(reader.next());
    }

    @Test
    void has_halves_with_the_same_records() {
        List<Entry> entries =
                List.of(entry(9, "a", "1"), entry(1, null, "22", new Header("h", null)), entry(1L << 40, "c", null));
        List<Batch<String>> halves = batch(entries).halves();
        int first = halves.get(0).count();
        assertArrayEquals(byKafka(entries.subList(0, first)), bytes(halves.get(0)));
        assertArrayEquals(byKafka(entries.subList(first, 3)), bytes(halves.get(1)));
        assertEquals(List.of(new Span<>("notes", 0, first)), halves.get(0).spans());
        assertEquals(
                List.of(new Span<>("notes", first, 3 - first)), halves.get(1).spans());
    }

    @Test
    void splits_two_records_of_unequal_size_into_one_and_one() {
        List<Batch<String>> halves = batch(List.of(entry(1, null, "x".repeat(1000)), entry(1, null, "")))
                .halves();
        assertEquals(List.of(1, 1), List.of(halves.get(0).count(), halves.get(1).count()));
    }

    @Test
    void leaves_records_out() {
        List<Entry> entries = List.of(entry(9, "a", "1"), entry(8, "b", "2"), entry(7, "c", "3"), entry(6, "d", "4"));
        Batch<String> rest = batch(entries).with(new boolean[] {false, true, false, true});
        assertArrayEquals(byKafka(List.of(entries.get(1), entries.get(3))), bytes(rest));
        assertEquals(List.of(new Span<>("notes", 1, 1), new Span<>("notes", 3, 1)), rest.spans());
        Batch<String> last = rest.with(new boolean[] {false, true});
        assertEquals(List.of(new Span<>("notes", 3, 1)), last.spans());
    }

    @Test
    void changes_its_number() {
        Batch<String> batch = batch(List.of(entry(5, null, "v")));
        batch.number(new Identity(1, (short) 9), 1_000_000, null);
        assertArrayEquals(byKafka(List.of(entry(5, null, "v"))), bytes(batch));
    }

    @Test
    void counts_sequences_from_zero_after_the_greatest() {
        assertEquals(0, Batch.after(Integer.MAX_VALUE, 1));
        assertEquals(4, Batch.after(Integer.MAX_VALUE - 5, 10));
        assertEquals(10, Batch.after(0, 10));
    }
}
