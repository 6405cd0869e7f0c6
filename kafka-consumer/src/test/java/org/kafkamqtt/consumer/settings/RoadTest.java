package org.kafkamqtt.consumer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

class RoadTest {
    private static final KafkaSettings SETTINGS =
            new KafkaSettings(ClientKind.CONSUMER, new TreeMap<>(), Duration.ofSeconds(1), false);
    private static final Membership ALONE = new Membership.Alone();

    @Test
    void a_run_reads_through_the_reader_in_a_group_and_without_one() {
        assertEquals(
                "reading through the reader", Road.of(SETTINGS, ALONE, false).words());
        assertEquals(
                Optional.empty(),
                Road.of(SETTINGS, new Membership.Group("g"), false).needsClient());
    }

    @Test
    void share_groups_need_the_client_and_anyone_can_ask_for_it() {
        Membership shared = new Membership.Shared("g", AcknowledgeType.ACCEPT, Optional.empty());
        assertEquals(Optional.of("--share"), Road.of(SETTINGS, shared, false).needsClient());
        assertEquals(
                "reading through the Kafka client, because of --kafka-client",
                Road.of(SETTINGS, ALONE, true).words());
    }

    @ParameterizedTest
    @CsvSource({"interceptor.classes, a.B", "metric.reporters, a.B", "enable.metrics.push, true", "max.poll.records, 7"
    })
    void a_property_that_only_the_client_understands_needs_it(String name, String value) {
        assertEquals(
                Optional.of(name),
                Road.of(SETTINGS.with(name, value, "-X"), ALONE, false).needsClient());
    }

    @ParameterizedTest
    @CsvSource({"interceptor.classes, ''", "enable.metrics.push, false", "max.poll.records, 20000", "client.rack, a"})
    void other_values_do_not(String name, String value) {
        assertEquals(
                Optional.empty(),
                Road.of(SETTINGS.with(name, value, "-X"), ALONE, false).needsClient());
    }
}
