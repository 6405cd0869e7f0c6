package org.kafkamqtt.consumer.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** A record that is larger than the heap. */
class TooLargeTest {

    /** Has no memory for what comes. */
    private static final class Full extends MockConsumer<byte[], byte[]> {
        Full(int partitions) {
            super(AutoOffsetResetStrategy.EARLIEST.name());
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(i -> new TopicPartition("t", i))
                    .toList();
            assign(all);
            all.forEach(partition -> seek(partition, 5 + partition.partition()));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    private static Failure failure(int partitions) {
        return assertThrows(Failure.class, () -> TooLarge.poll(new ClientFeed(new Full(partitions)), Duration.ZERO));
    }

    @Test
    void is_named_by_the_place_where_reading_would_have_gone_on() {
        assertTrue(
                failure(1)
                        .sentence()
                        .startsWith("the next batch at t-0 offset 5 does not fit into memory: the heap of "),
                failure(1).sentence());
        assertEquals(ExitStatus.FAILED, failure(1).status());
    }

    @Test
    void of_many_partitions_a_few_are_named_and_the_others_counted() {
        assertTrue(
                failure(5)
                        .sentence()
                        .startsWith("the next batch at t-0 offset 5, t-1 offset 6, t-2 offset 7 or one of 2 more"),
                failure(5).sentence());
    }
}
