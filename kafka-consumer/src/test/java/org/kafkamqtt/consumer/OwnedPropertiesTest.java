package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.consumer.options.OwnedProperties;
import org.kafkamqtt.kafka.OwnedProperty;

/** Properties that would be ignored or break a run are refused before anybody is asked: no broker listens here. */
class OwnedPropertiesTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitStatus run(String... more) {
        String[] base = {"-b", "127.0.0.1:1", "-t", "t", "-e", "--connect-timeout", "300ms"};
        Console console =
                Console.of("kafka-consumer", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        return Tool.run(
                new ConsumerCommand(),
                console,
                Stream.concat(Arrays.stream(base), Arrays.stream(more)).toArray(String[]::new));
    }

    private static Stream<String> owned() {
        return OwnedProperties.of(false).stream().map(OwnedProperty::name);
    }

    @ParameterizedTest
    @MethodSource("owned")
    void each_property_of_the_tool_is_refused_at_once(String name) {
        assertEquals(ExitStatus.USAGE, run("-X", name + "=q"));
        assertTrue(err.toString(UTF_8).startsWith("kafka-consumer: '" + name + "' (-X) is set by the tool itself: "));
        assertEquals(1, err.toString(UTF_8).lines().count());
    }

    @ParameterizedTest
    @CsvSource({"group.id=old", "group.instance.id=a", "auto.offset.reset=latest"})
    void what_a_group_uses_is_taken_in_a_group_unless_a_flag_says_otherwise(String property) {
        boolean name = property.startsWith("group.id");
        assertEquals(
                name ? ExitStatus.USAGE : ExitStatus.UNREACHABLE,
                run("-X", property, "-g", "new"),
                err.toString(UTF_8));
    }

    @Test
    void the_table_names_only_options_that_exist() {
        var spec = Tool.commandLine(new ConsumerCommand()).getCommandSpec();
        OwnedProperties.of(false).stream()
                .flatMap(property -> Stream.of(property.instead().split("[ ,;]+")))
                .filter(word -> word.startsWith("-"))
                .forEach(word -> assertTrue(spec.findOption(word) != null, word));
    }
}
