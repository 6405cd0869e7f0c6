package org.kafkamqtt.producer.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.trial.Trial;

/** What is known of the client by its words alone. */
class KafkaClientQuirksTest {
    private double splits;
    private long acknowledged;
    private long seconds;

    @ParameterizedTest
    @CsvSource({
        "Sender, it was part of a batch",
        "RecordAccumulator, closed forcefully",
        "SenderMetricsRegistry, batch-split-total"
    })
    void the_client_still_says_it_so(String type, String words) throws IOException {
        try (InputStream in = KafkaProducer.class.getResourceAsStream("internals/" + type + ".class")) {
            assertTrue(in != null && new String(in.readAllBytes(), ISO_8859_1).contains(words), words);
        }
    }

    @Test
    void a_record_is_innocent_only_if_another_one_of_its_batch_was_bad() {
        String words = "Failed to append record because it was part of a batch which had one more more invalid records";
        assertTrue(KafkaClientQuirks.innocent(new KafkaException(words)));
        assertFalse(KafkaClientQuirks.innocent(new InvalidTimestampException(words)));
        assertFalse(KafkaClientQuirks.innocent(new KafkaException("fenced")));
    }

    private SplitWatch watch(Trial trial) {
        MetricName name = new MetricName("batch-split-total", "producer-metrics", "", java.util.Map.of());
        trial.producer.setMockMetrics(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return splits;
            }
        });
        return new SplitWatch(trial.connection(), () -> acknowledged, () -> seconds * 1_000_000_000L);
    }

    @Test
    void splits_without_an_acknowledgement_end_the_run() {
        try (Trial trial = new Trial(false)) {
            SplitWatch watch = watch(trial);
            watch.run();
            splits = 21;
            seconds = 11;
            Failure failure = assertThrows(Failure.class, watch::run);
            assertEquals(ExitStatus.PARTIAL, failure.status());
            assertTrue(trial.producer.closed());
        }
    }

    @ParameterizedTest
    @CsvSource({"21, 9, 0", "20, 11, 0", "1000, 11, 5"})
    void a_run_that_gets_on_or_is_young_goes_on(double split, long later, long more) {
        try (Trial trial = new Trial(false)) {
            SplitWatch watch = watch(trial);
            watch.run();
            splits = split;
            seconds = later;
            acknowledged = more;
            watch.run();
            assertFalse(trial.producer.closed());
        }
    }
}
