package org.kafkamqtt.consumer.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.metrics.Samples;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.consumer.feed.ClientFeed;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.read.Handled;
import org.kafkamqtt.kafka.BrokerLinks;

/** What Prometheus sees of a run that has ten records of a partition in hand. */
class ReadVitalsTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Feed feed = new ClientFeed(consumer);
    private long now;
    private final ReadVitals vitals = new ReadVitals("b:9092", () -> new BrokerLinks(1, 0), () -> 0, () -> now);

    @BeforeEach
    void ten_records_have_come() {
        consumer.assign(List.of(ZERO));
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, 10L));
        for (int offset = 0; offset < 10; offset++) {
            consumer.addRecord(new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]));
        }
        assertEquals(10, consumer.poll(Duration.ZERO).count());
        vitals.assigned(List.of(ZERO));
        vitals.brought(Map.of(ZERO, 0L));
        vitals.turn(feed, 0);
    }

    private void second() {
        now += 1_000_000_000;
    }

    private long value(String name) {
        Map<String, Long> values = new TreeMap<>();
        vitals.tell(new Samples() {
            @Override
            public void counter(String counter, String meaning, long value) {
                values.put(counter, value);
            }

            @Override
            public void gauge(String gauge, String meaning, long value) {
                values.put(gauge, value);
            }

            @Override
            public void moment(String moment, String meaning, long millis) {
                values.put(moment, millis);
            }

            @Override
            public void gauges(String gauge, String meaning, List<Labelled> all) {
                all.forEach(each -> values.put(gauge + each.labels(), each.value()));
            }

            @Override
            public void times(String times, String meaning, Latencies latencies) {
                values.put(times, latencies.distribution().count());
            }
        });
        return values.getOrDefault(name, -1L);
    }

    @Test
    void the_lag_is_what_is_not_handled_and_at_most_a_second_old() {
        assertEquals(10, value("lag_records[topic, t, partition, 0]"));
        vitals.handled(new Handled(ZERO, 4, 40, 0, 3, -1));
        second();
        vitals.turn(feed, 4);
        assertEquals(6, value("lag_records[topic, t, partition, 0]"));
        vitals.done(ZERO);
        second();
        vitals.turn(feed, 10);
        assertEquals(0, value("lag_records[topic, t, partition, 0]"));
    }

    @Test
    void records_in_hand_wait_until_they_are_done_with() {
        assertEquals(1, vitals.pulse().waiting());
        long before = vitals.pulse().progress();
        vitals.handled(new Handled(ZERO, 10, 40, 0, 9, -1));
        vitals.done(ZERO);
        vitals.turn(feed, 10);
        assertEquals(0, vitals.pulse().waiting());
        assertTrue(vitals.pulse().progress() > before);
    }

    @Test
    void bytes_and_times_are_counted_by_record() {
        vitals.handled(new Handled(ZERO, 4, 40, 0, 3, -1));
        vitals.turn(feed, 4);
        assertEquals(4, value("records_read"));
        assertEquals(40, value("read_bytes"));
        assertEquals(4, value("handling_latency_seconds"));
    }

    @Test
    void records_that_are_taken_once_more_do_not_make_the_counter_go_back() {
        vitals.turn(feed, 8);
        vitals.turn(feed, 2);
        assertEquals(8, value("records_written"));
    }

    @Test
    void the_last_records_are_counted_at_the_end() {
        vitals.counted(new Tally.Counts(10, 9, 9, 0, 1));
        assertEquals(10, value("records_read"));
        assertEquals(9, value("records_written"));
    }
}
