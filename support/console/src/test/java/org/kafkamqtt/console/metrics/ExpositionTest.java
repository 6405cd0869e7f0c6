package org.kafkamqtt.console.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.report.Latencies;

/** What Prometheus reads, to the letter. */
class ExpositionTest {
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";

    private static String text(Exposition all) {
        return new String(all.bytes(), UTF_8);
    }

    @Test
    void counters_and_gauges_are_in_the_text_format() {
        Exposition all = new Exposition("kafka-producer", "");
        all.counter("records_read", "Records read", 3);
        all.gauge("records_waiting", "Records that wait", 0);
        assertEquals("text/plain; version=0.0.4; charset=utf-8", all.contentType());
        assertEquals(
                """
                # HELP kafka_producer_records_read_total Records read
                # TYPE kafka_producer_records_read_total counter
                kafka_producer_records_read_total 3.0
                # HELP kafka_producer_records_waiting Records that wait
                # TYPE kafka_producer_records_waiting gauge
                kafka_producer_records_waiting 0.0
                """,
                text(all));
    }

    @Test
    void labels_tell_several_things_apart() {
        Exposition all = new Exposition("kafka-consumer", "");
        all.gauges(
                "lag_records",
                "Lag",
                List.of(
                        new Samples.Labelled(List.of("topic", "a\"b", "partition", "0"), 1),
                        new Samples.Labelled(List.of("topic", "a\"b", "partition", "1"), 2)));
        assertTrue(
                text(all)
                        .contains(
                                """
                kafka_consumer_lag_records{partition="0",topic="a\\"b"} 1.0
                kafka_consumer_lag_records{partition="1",topic="a\\"b"} 2.0
                """),
                text(all));
    }

    @Test
    void times_are_a_histogram_in_seconds() {
        Latencies latencies = new Latencies();
        latencies.record(TimeUnit.MICROSECONDS.toNanos(900), 2);
        latencies.record(TimeUnit.MILLISECONDS.toNanos(40));
        latencies.record(TimeUnit.MINUTES.toNanos(5));
        Exposition all = new Exposition("t", "");
        all.times("latency_seconds", "Time", latencies);
        List<String> lines = text(all).lines().toList();
        assertEquals("t_latency_seconds_bucket{le=\"0.001\"} 2", lines.get(2));
        assertTrue(lines.contains("t_latency_seconds_bucket{le=\"0.025\"} 2"), lines::toString);
        assertTrue(lines.contains("t_latency_seconds_bucket{le=\"0.05\"} 3"), lines::toString);
        assertTrue(lines.contains("t_latency_seconds_bucket{le=\"60.0\"} 3"), lines::toString);
        assertTrue(lines.contains("t_latency_seconds_bucket{le=\"+Inf\"} 4"), lines::toString);
        assertTrue(lines.contains("t_latency_seconds_count 4"), lines::toString);
        String sum = lines.get(lines.size() - 1);
        assertEquals(300.0418, Double.parseDouble(sum.substring(sum.indexOf(' '))), 1.6, sum);
    }

    @Test
    void an_asker_who_prefers_open_metrics_gets_it() {
        Exposition all = new Exposition("t", OPEN_METRICS);
        all.counter("records_read", "Records read", 3);
        assertTrue(all.contentType().startsWith("application/openmetrics-text; version=1.0.0"), all.contentType());
        assertTrue(text(all).endsWith("# EOF\n"), text(all));
    }
}
