package org.kafkamqtt.consumer.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;

class ClientFeedTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);

    private ConsumerRecords<byte[], byte[]> next = ConsumerRecords.empty();

    private final Feed feed = new ClientFeed(new MockConsumer<>("earliest") {
        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
            return next;
        }
    });

    private Portion polled(OffsetAndMetadata position, List<ConsumerRecord<byte[], byte[]>> records) {
        next = new ConsumerRecords<>(records.isEmpty() ? Map.of() : Map.of(ZERO, records), Map.of(ZERO, position));
        Fetched fetched = feed.poll(Duration.ZERO);
        assertEquals(1, fetched.portions().size());
        return fetched.portions().get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("h", null).add("h", value.getBytes(UTF_8));
        return new ConsumerRecord<>(
                "t",
                0,
                offset,
                99,
                TimestampType.LOG_APPEND_TIME,
                1,
                value.length(),
                new byte[] {1},
                value.getBytes(UTF_8),
                headers,
                Optional.of(4));
    }

    @Test
    void a_poll_that_brings_nothing_is_empty() {
        assertTrue(feed.poll(Duration.ZERO).isEmpty());
    }

    @Test
    void one_view_moves_over_the_records_of_a_partition() {
        Portion portion = polled(new OffsetAndMetadata(9, Optional.of(4), ""), List.of(record(5, "a"), record(8, "b")));
        assertEquals(5, portion.firstOffset());
        assertTrue(portion.next());
        LogRecord record = portion.record();
        assertEquals(5, record.offset());
        assertEquals(99, record.timestamp());
        assertTrue(record.logAppendTime());
        assertEquals(4, record.leaderEpoch());
        assertEquals(1, record.deliveries());
        assertArrayEquals(new byte[] {1}, record.key());
        assertArrayEquals("a".getBytes(UTF_8), record.value());
        assertEquals(List.of(new Header("h", null), new Header("h", "a".getBytes(UTF_8))), record.headers());
        assertTrue(portion.next());
        assertSame(record, portion.record());
        assertEquals(8, record.offset());
        assertFalse(portion.next());
        assertEquals(9, portion.nextOffset());
        assertEquals(4, portion.nextEpoch());
    }

    @Test
    void a_position_that_only_passed_markers_is_a_portion_without_records() {
        Portion portion = polled(new OffsetAndMetadata(7), List.of());
        assertTrue(portion.isEmpty());
        assertFalse(portion.next());
        assertEquals(7, portion.firstOffset());
        assertEquals(7, portion.nextOffset());
        assertEquals(-1, portion.nextEpoch());
    }

    @Test
    void what_a_record_lacks_its_view_lacks() {
        LogRecord record = Records.of("t", 0, 3, null, new byte[0]);
        assertNull(record.key());
        assertArrayEquals(new byte[0], record.value());
        assertEquals(List.of(), record.headers());
        assertFalse(record.timed());
        assertEquals(-1, record.leaderEpoch());
    }

    @Test
    void how_many_bytes_came_is_not_told_by_a_client_without_metrics() {
        assertEquals(-1, feed.received());
    }
}
