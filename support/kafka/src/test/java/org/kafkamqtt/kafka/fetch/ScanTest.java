package org.kafkamqtt.kafka.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.json.Header;

class ScanTest {
    private static final Place PLACE = new Place("t", 0);
    private final GzipCodec codec = new GzipCodec();
    private boolean committed;
    private boolean checked = true;
    private List<Answer.Aborted> aborted = List.of();

    private Scan scan(long offset, byte[]... batches) {
        byte[] all = LogBytes.joined(batches);
        return scan(offset, new Answer.Bytes(all, 0, all.length));
    }

    private Scan scan(long offset, Answer.Bytes bytes) {
        ReadSettings settings =
                new ReadSettings(committed, checked, 1000, 1000, 1000, 5, 1000, 10, 100, Optional.empty());
        Ask.Part asked = new Ask.Part(PLACE, Leader.NO_ID, offset, 3, 7, 1000, 1);
        Answer.Part part =
                new Answer.Part("t", Leader.NO_ID, 0, Verdict.OK, null, Answer.Marks.UNKNOWN, null, -1, aborted, bytes);
        return new Scan(asked, part, settings, codec);
    }

    private SlicePortion portion(Scan scan) {
        return new SlicePortion(PLACE, Objects.requireNonNull(scan.slice(new Lease(() -> {}))), codec);
    }

    private List<String> read(Scan scan) {
        List<String> read = new ArrayList<>();
        SlicePortion portion = portion(scan);
        while (portion.next()) {
            LogRecord record = portion.record();
            byte[] value = record.value();
            read.add(record.offset() + "=" + (value == null ? "null" : new String(value, StandardCharsets.UTF_8)));
        }
        return read;
    }

    @Test
    void gives_the_records_of_all_batches_in_order() {
        Scan scan = scan(5, LogBytes.values(5, 4, "a", "b"), LogBytes.values(7, 6, "c"));
        assertEquals(List.of("5=a", "6=b", "7=c"), read(scan));
        assertEquals(8, scan.next());
        assertEquals(6, portion(scan).nextEpoch());
    }

    @Test
    void gives_a_record_whole() {
        Map<String, byte[]> headers = new HashMap<>();
        headers.put("h", new byte[] {1, 2});
        byte[] batch = LogBytes.batch(9, 4)
                .record(9, 25, new byte[] {3}, new byte[] {}, headers)
                .bytes();
        SlicePortion portion = portion(scan(9, batch));
        assertEquals(9, portion.firstOffset());
        assertTrue(portion.next());
        LogRecord record = portion.record();
        assertEquals(1_000_025, record.timestamp());
        assertEquals(4, record.leaderEpoch());
        assertEquals("[3]", Arrays.toString(record.key()));
        assertEquals(0, record.valueLength());
        assertEquals(List.of(new Header("h", new byte[] {1, 2})), record.headers());
        assertEquals(List.of(new Header("h", new byte[] {1, 2})), record.copy().headers());
    }

    @Test
    void tells_null_from_empty() {
        byte[] batch =
                LogBytes.batch(0, 4).record(0, null, "").record(1, "", null).bytes();
        SlicePortion portion = portion(scan(0, batch));
        assertTrue(portion.next());
        assertEquals(-1, portion.record().keyLength());
        assertEquals(0, portion.record().valueLength());
        assertTrue(portion.next());
        assertEquals(0, portion.record().keyLength());
        assertEquals(-1, portion.record().valueLength());
        assertEquals(List.of(), portion.record().headers());
    }

    @Test
    void gives_the_time_of_the_log_where_it_counts() {
        byte[] batch = LogBytes.batch(0, 4).appendedAt(77).record(0, null, "a").bytes();
        SlicePortion portion = portion(scan(0, batch));
        assertTrue(portion.next());
        assertEquals(77, portion.record().timestamp());
        assertTrue(portion.record().logAppendTime());
    }

    @Test
    void begins_in_the_middle_of_a_batch() {
        Scan scan = scan(6, LogBytes.values(5, 4, "a", "b", "c"));
        assertEquals(6, portion(scan).firstOffset());
        assertEquals(List.of("6=b", "7=c"), read(scan));
    }

    @Test
    void passes_what_compaction_has_left_out() {
        byte[] gappy = LogBytes.batch(10, 4)
                .record(12, null, "a")
                .record(17, null, "b")
                .until(20)
                .bytes();
        byte[] empty = LogBytes.batch(21, 5).until(29).bytes();
        Scan scan = scan(11, gappy, empty);
        assertEquals(12, portion(scan).firstOffset());
        assertEquals(List.of("12=a", "17=b"), read(scan));
        assertEquals(30, scan.next());
    }

    @Test
    void moves_on_where_there_is_no_record_to_read() {
        Scan scan = scan(3, LogBytes.marker(3, 4, 1, true));
        assertEquals(List.of(), read(scan));
        assertEquals(4, portion(scan).firstOffset());
        assertEquals(4, scan.next());
    }

    @Test
    void leaves_out_a_batch_that_is_cut_off() {
        byte[] second = LogBytes.values(6, 4, "b");
        Scan scan = scan(5, LogBytes.values(5, 4, "a"), Arrays.copyOf(second, second.length - 1));
        assertEquals(List.of("5=a"), read(scan));
        assertEquals(6, scan.next());
        assertEquals(0, scan.wanted());
    }

    @Test
    void tells_how_large_a_first_batch_is_that_is_cut_off() {
        byte[] batch = LogBytes.values(5, 4, "a".repeat(2000));
        Scan scan = scan(5, Arrays.copyOf(batch, 1000));
        assertEquals(batch.length, scan.wanted());
        assertNull(scan.slice(new Lease(() -> {})));
    }

    @Test
    void does_not_believe_any_size() {
        byte[] batch = LogBytes.values(5, 4, "a");
        batch[8] = 0x7f;
        batch[9] = -1;
        batch[10] = -1;
        batch[11] = -1;
        Scan scan = scan(5, batch);
        assertEquals("a batch of more than 2 GiB", scan.fault());
        assertEquals(0, scan.wanted());
    }

    @Test
    void ends_before_a_batch_with_a_wrong_checksum() {
        byte[] bad = LogBytes.values(6, 4, "b");
        bad[bad.length - 2] ^= 1;
        Scan scan = scan(5, LogBytes.values(5, 4, "a"), bad, LogBytes.values(7, 4, "c"));
        assertEquals(List.of("5=a"), read(scan));
        assertEquals(6, scan.next());
        assertEquals("a batch with a wrong checksum", scan.fault());
    }

    @Test
    void does_not_compare_checksums_if_it_should_not() {
        checked = false;
        byte[] bad = LogBytes.values(6, 4, "b");
        bad[17] ^= 1;
        assertEquals(List.of("6=b"), read(scan(6, bad)));
    }

    @Test
    void refuses_a_batch_of_a_format_to_come() {
        byte[] future = LogBytes.values(6, 4, "b");
        future[16] = 3;
        assertEquals("a batch of format 3", scan(6, future).fault());
    }

    @Test
    void leaves_out_aborted_transactions_if_only_committed_records_are_read() {
        committed = true;
        aborted = List.of(new Answer.Aborted(1, 0));
        Scan scan = scan(
                0,
                transaction(0, 1, "aborted"),
                transaction(1, 2, "other"),
                LogBytes.marker(2, 4, 1, false),
                transaction(3, 1, "later"),
                LogBytes.marker(4, 4, 2, true),
                LogBytes.marker(5, 4, 1, true));
        assertEquals(List.of("1=other", "3=later"), read(scan));
        assertEquals(6, scan.next());
    }

    private static byte[] transaction(long offset, long producer, String value) {
        return LogBytes.batch(offset, 4)
                .with(LogBytes.TRANSACTIONAL)
                .by(producer)
                .record(offset, null, value)
                .bytes();
    }

    @Test
    void reads_what_is_not_of_a_transaction_although_its_producer_has_aborted_one() {
        committed = true;
        aborted = List.of(new Answer.Aborted(1, 0));
        byte[] plain = LogBytes.batch(1, 4).by(1).record(1, null, "plain").bytes();
        assertEquals(List.of("1=plain"), read(scan(0, transaction(0, 1, "aborted"), plain)));
    }

    @Test
    void reads_aborted_transactions_if_all_records_are_read() {
        Scan scan = scan(0, transaction(0, 1, "aborted"), LogBytes.marker(1, 4, 1, false));
        assertEquals(List.of("0=aborted"), read(scan));
    }

    @Test
    void decompresses() {
        byte[] packed = LogBytes.batch(0, 4)
                .with(LogBytes.GZIP)
                .record(0, "k", "a".repeat(200_000))
                .record(1, "k", "b")
                .record(2, "k", "c".repeat(70_000))
                .bytes();
        Scan scan = scan(0, packed, LogBytes.values(3, 4, "d"));
        assertEquals(List.of("0=" + "a".repeat(200_000), "1=b", "2=" + "c".repeat(70_000), "3=d"), read(scan));
    }

    private static byte[] packed(long offset, String value) {
        return LogBytes.batch(offset, 4)
                .with(LogBytes.GZIP)
                .record(offset, null, value)
                .bytes();
    }

    @Test
    void tells_the_first_offset_of_a_batch_without_gaps_before_it_is_decompressed() {
        SlicePortion portion = portion(scan(7, packed(7, "a")));
        assertEquals(7, portion.firstOffset());
        assertEquals(0, codec.open);
        assertTrue(portion.next());
        assertEquals(7, portion.record().offset());
        assertEquals(1, codec.open);
    }

    @Test
    void closes_what_each_batch_was_decompressed_by_after_its_last_record() {
        SlicePortion portion = portion(scan(0, packed(0, "a"), packed(1, "b")));
        assertTrue(portion.next());
        assertEquals(1, codec.open);
        assertTrue(portion.next());
        assertEquals(1, codec.open);
        assertFalse(portion.next());
        assertEquals(0, codec.open);
    }

    @Test
    void closes_what_a_batch_is_decompressed_by_when_its_bytes_are_given_back() {
        SlicePortion portion = portion(scan(0, packed(0, "a"), packed(1, "b")));
        Fetched fetched = new Lent(List.of(portion), List.of());
        assertTrue(fetched.portions().get(0).next());
        assertEquals(1, codec.open);
        fetched.close();
        assertEquals(0, codec.open);
        fetched.close();
        assertEquals(0, codec.open);
    }

    @Test
    void has_old_formats_renewed() {
        byte[] old = Arrays.copyOf(LogBytes.values(5, 4, "x"), 40);
        old[11] = 28;
        old[16] = 1;
        Scan scan = scan(4, LogBytes.values(4, 4, "new"), old, LogBytes.values(6, 4, "new"));
        assertEquals(List.of("4=new", "5=old5", "6=new"), read(scan));
    }

    @Test
    void refuses_records_that_are_not_there() {
        byte[] batch = LogBytes.values(0, 4, "a", "b");
        batch[60] = 3;
        checked = false;
        SlicePortion portion = portion(scan(0, batch));
        assertTrue(portion.next());
        assertTrue(portion.next());
        GzipCodec.Broken broken = assertThrows(GzipCodec.Broken.class, portion::next);
        assertEquals(PLACE + " at 0: fewer records than a batch should have", broken.getMessage());
    }

    @Test
    void refuses_a_length_that_leads_out_of_the_batch() {
        byte[] batch = LogBytes.values(0, 4, "aaaaaaaa");
        batch[61] = 126;
        checked = false;
        SlicePortion portion = portion(scan(0, batch));
        assertThrows(GzipCodec.Broken.class, portion::next);
    }

    @Test
    void refuses_bytes_that_are_not_compressed_as_they_should_be() {
        byte[] batch =
                LogBytes.batch(0, 4).with(LogBytes.GZIP).record(0, null, "a").bytes();
        Arrays.fill(batch, 71, batch.length - 8, (byte) 0xff);
        checked = false;
        SlicePortion portion = portion(scan(0, batch));
        assertThrows(GzipCodec.Broken.class, portion::next);
    }
}
