package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** What is said of properties that are another client's, the tool's own, or given twice. */
class PropertyTablesTest {
    private static KafkaSettings typed(String name, String value) {
        return new KafkaSettings(ClientKind.PRODUCER, new TreeMap<>(), Duration.ofSeconds(1), false)
                .with(name, value, "-X");
    }

    @Test
    void each_name_of_librdkafka_leads_to_an_option_or_a_property_that_exists() {
        LibrdkafkaNames.all().forEach((there, here) -> {
            assertFalse(ClientKind.allNames().contains(there), there);
            assertTrue(
                    here.startsWith("-")
                            || here.startsWith("not needed, since ")
                            || here.startsWith("not available, since ")
                            || ClientKind.allNames().contains(here),
                    there + " leads to " + here);
        });
    }

    @Test
    void a_name_of_librdkafka_is_said_with_what_it_is_here_even_one_of_a_topic() {
        assertEquals(
                List.of("warning: Kafka has no property 'sasl.password' (-X), which is librdkafka's;"
                        + " here it is --password-file"),
                typed("sasl.password", "x").doubts());
        assertEquals(Optional.of("--acks"), LibrdkafkaNames.here("topic.request.required.acks"));
        assertEquals(Optional.empty(), LibrdkafkaNames.here("linger.ns"));
    }

    @Test
    void a_property_of_the_tool_is_refused_with_what_to_give_unless_it_says_what_is_done_anyway() {
        OwnedProperty owned = new OwnedProperty("key.serializer", Set.of("bytes"), "give -s key=VALUE");
        Failure failure = assertThrows(
                Failure.class, () -> OwnedProperty.refuse(List.of(owned), typed("key.serializer", "com.acme.S")));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertEquals("'key.serializer' (-X) is set by the tool itself: give -s key=com.acme.S", failure.sentence());
        assertDoesNotThrow(() -> OwnedProperty.refuse(List.of(owned), typed("key.serializer", "bytes")));
    }

    @Test
    void one_setting_by_its_name_and_by_its_flag_is_refused_where_they_differ() {
        KafkaSettings typed = typed("acks", "1");
        Failure failure = assertThrows(Failure.class, () -> typed.chosen("acks", "all", "--acks"));
        assertEquals("-X acks=1 and --acks are two values for one setting: give one of them", failure.sentence());
        assertEquals(Optional.of("1"), typed.chosen("acks", "1", "--acks").value("acks"));
        assertEquals(
                Optional.of("all"),
                typed.with("acks", "0", "a.properties")
                        .chosen("acks", "all", "--acks")
                        .value("acks"));
    }
}
