package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.kafka.common.metrics.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client's own metrics tell of its connections. */
class BrokerLinksTest {
    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    private void is(String name, double value) {
        metrics.addMetric(metrics.metricName(name, "producer-metrics"), (config, now) -> value);
    }

    private void knows(String node) {
        metrics.addMetric(
                metrics.metricName("request-total", "producer-node-metrics", "", Map.of("node-id", node)),
                (config, now) -> 1.0);
    }

    private BrokerLinks links() {
        return BrokerLinks.of(metrics.metrics());
    }

    @Test
    void the_first_connection_to_a_node_is_not_one_again() {
        is("connection-count", 2);
        is("connection-creation-total", 2);
        is("request-total", 17);
        knows("node--1");
        knows("node-1");
        assertEquals(new BrokerLinks(2, 0), links());
    }

    @Test
    void every_further_one_is() {
        is("connection-count", 1);
        is("connection-creation-total", 5);
        knows("node--1");
        knows("node-1");
        assertEquals(new BrokerLinks(1, 3), links());
    }

    @Test
    void a_node_that_was_never_reached_takes_nothing_away() {
        is("connection-creation-total", 1);
        knows("node--1");
        knows("node-1");
        assertEquals(new BrokerLinks(0, 0), links());
    }

    @Test
    void those_of_two_clients_add_up() {
        assertEquals(new BrokerLinks(3, 7), new BrokerLinks(1, 3).and(new BrokerLinks(2, 4)));
    }
}
