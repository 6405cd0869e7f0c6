package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.kafka.OwnedProperty;
import org.kafkamqtt.producer.cluster.OwnedProperties;

/** Properties that would be ignored or break a run are refused before anybody is asked: no broker listens here. */
class OwnedPropertiesTest {
    private static InProcess.Result run(String... more) {
        String[] base = {"-b", "127.0.0.1:1", "-t", "t", "--connect-timeout", "300ms"};
        return InProcess.run(
                "x", Stream.concat(Arrays.stream(base), Arrays.stream(more)).toArray(String[]::new));
    }

    private static Stream<String> owned() {
        return OwnedProperties.TABLE.stream().map(OwnedProperty::name);
    }

    @ParameterizedTest
    @MethodSource("owned")
    void each_property_of_the_tool_is_refused_at_once(String name) {
        InProcess.Result result = run("-X", name + "=q");
        assertEquals(ExitStatus.USAGE, result.status(), result.err());
        assertTrue(
                result.err().startsWith("kafka-producer: '" + name + "' (-X) is set by the tool itself: "),
                result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "transactional.id=q, --transactional-id q",
        "partitioner.class=com.acme.P, --balancer com.acme.P",
        "value.serializer=com.acme.S, -s value=com.acme.S"
    })
    void the_option_to_use_is_named_with_the_value(String property, String option) {
        assertTrue(run("-X", property).err().contains("give " + option));
    }

    @Test
    void what_says_what_the_tool_does_anyway_is_taken() {
        String strings = "org.apache.kafka.common.serialization.StringSerializer";
        assertEquals(
                ExitStatus.UNREACHABLE,
                run("-X", "key.serializer=" + strings, "-X", "interceptor.classes=")
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "acks=1, --acks, all",
        "compression.type=lz4, -z, gzip",
        "batch.size=1, --batch-size, 2",
        "bootstrap.servers=other:1, -q, ''",
        "linger.ms=1, -X, linger.ms=2"
    })
    void one_setting_given_twice_in_conflict_is_refused(String property, String option, String value) {
        InProcess.Result result = value.isEmpty() ? run("-X", property, option) : run("-X", property, option, value);
        assertEquals(ExitStatus.USAGE, result.status(), result.err());
        assertTrue(result.err().contains(property.substring(0, property.indexOf('='))), result.err());
    }

    @ParameterizedTest
    @CsvSource({"acks=1, needs acks=all", "acks=0, needs acks=all", "enable.idempotence=false, needs enable.idempotence"
    })
    void a_transaction_is_not_weakened_by_a_property(String property, String words) {
        InProcess.Result result = run("--transactional-id", "q", "-X", property);
        assertEquals(ExitStatus.USAGE, result.status());
        assertTrue(result.err().contains("--transactional-id " + words), result.err());
    }

    @Test
    void the_table_names_only_options_that_exist() {
        var spec = Tool.commandLine(new ProducerOptions()).getCommandSpec();
        OwnedProperties.TABLE.stream()
                .flatMap(property -> Stream.of(property.instead().split("[ ,]+")))
                .filter(word -> word.startsWith("-"))
                .forEach(word -> assertTrue(spec.findOption(word) != null, word));
    }
}
