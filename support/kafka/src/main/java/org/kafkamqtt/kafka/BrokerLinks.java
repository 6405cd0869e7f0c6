package org.kafkamqtt.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The network connections of a client at one moment, as it counts them itself.
 *
 * @param open those that are up
 * @param again those that were made to a node that had one before
 */
public record BrokerLinks(long open, long again) {
    /** Reads them off a client's own metrics; any thread may. */
    public static BrokerLinks of(Map<MetricName, ? extends Metric> metrics) {
        long open = 0;
        long made = 0;
        long nodes = 0;
        for (Map.Entry<MetricName, ? extends Metric> each : metrics.entrySet()) {
            switch (each.getKey().name()) {
                case "connection-count" -> open += value(each.getValue());
                case "connection-creation-total" -> made += value(each.getValue());
                case "request-total" -> nodes += each.getKey().tags().containsKey("node-id") ? 1 : 0;
                default -> {}
            }
        }
        return new BrokerLinks(open, Math.max(0, made - nodes));
    }

    /** Those of two clients together. */
    public BrokerLinks and(BrokerLinks others) {
        return new BrokerLinks(open + others.open, again + others.again);
    }

    private static long value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.longValue() : 0;
    }
}
