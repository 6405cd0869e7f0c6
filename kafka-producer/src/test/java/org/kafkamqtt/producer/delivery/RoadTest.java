package org.kafkamqtt.producer.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.ClientSettings;
import org.kafkamqtt.producer.outlet.Batch;
import org.kafkamqtt.producer.trial.Trial;

class RoadTest {
    private static final Mode PLAIN = new Mode.Plain(Optional.empty());
    private static final KafkaSettings SETTINGS = ClientSettings.complete(Trial.settings());

    @Test
    void a_plain_run_sends_through_the_appender() {
        Road road = Road.of(SETTINGS, PLAIN, false);
        assertEquals(Optional.empty(), road.needsClient());
        assertEquals("sending through the appender", road.words());
    }

    @Test
    void transactions_need_the_client_and_anyone_can_ask_for_it() {
        Mode transactional = new Mode.InTransactions("id", Batch.ALL, Optional.empty());
        assertEquals(
                Optional.of("--transactional-id"),
                Road.of(SETTINGS, transactional, false).needsClient());
        assertEquals(
                "sending through the Kafka client, because of --kafka-client",
                Road.of(SETTINGS, PLAIN, true).words());
    }

    @ParameterizedTest
    @CsvSource({
        "interceptor.classes, a.B",
        "partitioner.class, a.B",
        "partitioner.ignore.keys, true",
        "partitioner.adaptive.partitioning.enable, false",
        "partitioner.availability.timeout.ms, 5",
        "metric.reporters, a.B",
        "enable.metrics.push, true"
    })
    void a_property_that_only_the_client_understands_needs_it(String name, String value) {
        assertEquals(
                Optional.of(name),
                Road.of(SETTINGS.with(name, value, "-X"), PLAIN, false).needsClient());
    }

    @ParameterizedTest
    @CsvSource({"partitioner.ignore.keys, false", "interceptor.classes, ''", "enable.metrics.push, false"})
    void its_default_value_does_not(String name, String value) {
        assertEquals(
                Optional.empty(),
                Road.of(SETTINGS.with(name, value, "-X"), PLAIN, false).needsClient());
    }
}
