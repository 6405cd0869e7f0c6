package org.kafkamqtt.consumer.feed;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** How many bytes a client of Kafka's has received, as its metrics tell. Not thread-safe. */
final class ReceivedBytes {
    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
    private @Nullable Metric received;

    ReceivedBytes(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    /** So many so far; -1 if the client does not tell. */
    long count() {
        Metric bytes = received;
        if (bytes == null) {
            bytes = metrics.get().entrySet().stream()
                    .filter(each -> each.getKey().name().equals("incoming-byte-total")
                            && !each.getKey().group().contains("node"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            received = bytes;
        }
        return bytes != null && bytes.metricValue() instanceof Double total ? total.longValue() : -1;
    }
}
