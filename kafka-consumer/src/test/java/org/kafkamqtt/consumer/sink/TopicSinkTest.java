package org.kafkamqtt.consumer.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.topic.TopicLook.Extent;

/** What a copy keeps of a record, and that it is committed together with its offset or not at all. */
class TopicSinkTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final ConsumerGroupMetadata GROUP = new MockConsumer<>("earliest").groupMetadata();

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private long now;

    private TopicSink sink() {
        return sink(TopicFacts.NONE);
    }

    private TopicSink sink(TopicFacts topics) {
        TopicSink sink = new TopicSink("copy", this::producer, null, topics, () -> now);
        sink.member(GROUP);
        return sink;
    }

    private Producer<byte[], byte[]> producer() {
        producers.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return last();
    }

    private MockProducer<byte[], byte[]> last() {
        return producers.get(producers.size() - 1);
    }

    private static LogRecord record(long offset) {
        return Records.of("t", 0, offset, new byte[] {1}, new byte[] {2});
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(ZERO, new OffsetAndMetadata(offset));
    }

    private static LogRecord stamped(long timestamp) {
        return Records.of(new ConsumerRecord<>(
                "t",
                0,
                5,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                new byte[1],
                new RecordHeaders(),
                Optional.empty()));
    }

    @Test
    void a_copy_has_the_time_of_the_record_or_none() {
        assertEquals(0L, TopicSink.timestamp(stamped(0)));
        assertEquals(1700000000123L, TopicSink.timestamp(stamped(1700000000123L)));
        assertNull(TopicSink.timestamp(stamped(ConsumerRecord.NO_TIMESTAMP)));
    }

    @Test
    void a_time_before_1970_is_named_and_not_made_the_present() {
        Failure failure = assertThrows(Failure.class, () -> TopicSink.timestamp(stamped(-5)));
        assertEquals("t-0 offset 5: its timestamp -5 is before 1970, which cannot be copied", failure.sentence());
    }

    @Test
    void records_and_the_offsets_of_the_group_are_committed_in_one_transaction() {
        TopicSink sink = sink();
        sink.take(record(3));
        sink.take(record(4));
        assertEquals(List.of(), last().history(), "nothing is seen before the commit");
        assertEquals(Map.of(), sink.settle(at(5)), "nothing is left for the consumer to commit");
        assertEquals(2, last().history().size());
        assertEquals(List.of(Map.of(GROUP.groupId(), at(5))), last().consumerGroupOffsetsHistory());
    }

    @Test
    void without_anything_new_there_is_no_transaction() {
        TopicSink sink = sink();
        sink.settle(Map.of());
        assertEquals(0, producers.size());
        sink.take(record(3));
        sink.settle(at(4));
        sink.settle(at(4));
        assertEquals(1, last().commitCount());
    }

    @Test
    void records_that_a_filter_left_out_are_committed_without_a_copy() {
        TopicSink sink = sink();
        sink.settle(at(9));
        assertEquals(List.of(), last().history());
        assertEquals(List.of(Map.of(GROUP.groupId(), at(9))), last().consumerGroupOffsetsHistory());
    }

    @Test
    void after_trouble_another_producer_begins_where_the_group_has_committed() {
        TopicSink sink = sink();
        sink.take(record(3));
        last().commitTransactionException = new TimeoutException("no answer");
        assertThrows(Rewind.class, () -> sink.settle(at(4)));
        assertTrue(last().closed());
        sink.take(record(3));
        sink.settle(at(4));
        assertEquals(2, producers.size());
        assertEquals(List.of(Map.of(GROUP.groupId(), at(4))), last().consumerGroupOffsetsHistory());
    }

    @Test
    void trouble_is_not_borne_for_ever() {
        TopicSink sink = sink();
        sink.take(record(3));
        now = TimeUnit.MINUTES.toNanos(3) + 1;
        last().commitTransactionException = new TimeoutException("no answer");
        assertThrows(TimeoutException.class, () -> sink.settle(at(4)));
    }

    @Test
    void what_another_attempt_cannot_mend_is_not_tried_again() {
        TopicSink forbidden = sink();
        forbidden.take(record(3));
        last().sendException = new TopicAuthorizationException("copy");
        assertThrows(TopicAuthorizationException.class, () -> forbidden.take(record(4)));
        TopicSink large = sink();
        large.take(record(3));
        last().sendException = new RecordTooLargeException("too large");
        assertThrows(RecordTooLargeException.class, () -> large.take(record(4)));
    }

    @Test
    void partitions_that_are_taken_away_in_the_middle_of_a_transaction_void_it() {
        TopicSink sink = sink();
        sink.take(record(3));
        assertThrows(Rewind.class, () -> sink.released(Set.of(ZERO)));
        assertTrue(last().closed());
        assertEquals(0, last().commitCount());
    }

    @Test
    void partitions_that_are_taken_away_between_transactions_change_nothing() {
        TopicSink sink = sink();
        sink.take(record(3));
        sink.settle(at(4));
        sink.released(Set.of(ZERO));
        assertFalse(last().closed());
    }

    @Test
    void a_copy_of_a_topic_that_is_gone_is_committed_without_its_offset() {
        TopicSink sink = sink(new Gone());
        sink.take(record(3));
        sink.settle(at(4));
        assertEquals(1, last().history().size());
        assertEquals(List.of(), last().consumerGroupOffsetsHistory());
    }

    @Test
    void closing_in_the_middle_of_a_transaction_commits_nothing() {
        TopicSink sink = sink();
        sink.take(record(3));
        sink.close();
        assertTrue(last().closed());
        assertEquals(0, last().commitCount());
    }

    /** A cluster where no topic is what it was. */
    private static final class Gone implements TopicFacts {
        @Override
        public Optional<Uuid> id(String topic) {
            return Optional.empty();
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> positions) {
            return Map.of();
        }

        @Override
        public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
            return Map.of();
        }
    }
}
