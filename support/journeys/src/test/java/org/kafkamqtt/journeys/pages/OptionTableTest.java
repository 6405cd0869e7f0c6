package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.table.OptionTable;
import org.kafkamqtt.console.table.Typed;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

/** The tables of options that are made when the tools are built, with picocli as the oracle. */
class OptionTableTest {
    private static final Map<String, CommandLine> KNOWN = Commands.all();
    private static final int LINES = 1000;

    private static final List<String> VALUES = List.of(
            "x",
            "x",
            "x",
            "5",
            "0",
            "007",
            "-1",
            "99999999999",
            "a=b",
            "=",
            "=x",
            "",
            " ",
            "-",
            "--",
            "-t",
            "-vv",
            "--json",
            "t",
            "help",
            "completion",
            "lag",
            "\u00fc",
            "@file",
            "'q'",
            "\"q\"",
            "a,b",
            "${sys:user.home}",
            "\\n",
            "none");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka-producer",
                "kafka-consumer",
                "kafka-consumer groups",
                "kafka-consumer groups describe",
                "kafka-consumer groups reset",
                "kafka-consumer groups delete",
                "kafka-consumer lag",
                "kafka-consumer offsets",
                "kafka-topics",
                "kafka-topics list",
                "kafka-topics describe",
                "kafka-topics delete",
                "mqtt-publish",
                "mqtt-subscribe",
                "mqtt-broker"
            })
    void a_line_that_a_table_reads_means_the_same_to_picocli(String name) {
        Random random = new Random(name.hashCode());
        List<String> options =
                List.copyOf(command(name).getCommandSpec().optionsMap().keySet());
        OptionTable table = table(name);
        int read = 0;
        for (int i = 0; i < LINES; i++) {
            String[] words = words(random, options);
            Object plain = command(name).getCommand();
            Optional<Typed> typed = table.read(words);
            if (typed.isPresent() && typed.get().into(plain)) {
                read++;
                CommandLine line = command(name);
                ParseResult parsed = Tool.parsed(line, words);
                String typedWords = Arrays.toString(words);
                assertEquals(held(line.getCommand()), held(plain), typedWords);
                assertEquals(names(parsed), typed.get().names(), typedWords);
            }
        }
        assertTrue(read > LINES / 20, read + " of " + LINES + " were read");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka-producer, -b h:1 -t x -K : -z lz4 --acks=all -X a=b -q -v -v",
        "kafka-producer, -b h:1 -J x --generate 5 --summary json",
        "kafka-consumer, -b h:1 -t x -e -q",
        "kafka-consumer, -b h:1 -t x -g g -o beginning -c 5 -J",
        "kafka-topics, --bootstrap-server h:1 --create --topic x --partitions 6 --replication-factor 1",
        "kafka-topics list, -b h:1 --names",
        "kafka-topics create, -b h:1 x -p 6 -r 3 -c retention.ms=5",
        "mqtt-publish, -h h -p 1 -t x -m m -q 1",
        "mqtt-subscribe, -h h -t x -C 1",
        "mqtt-broker, -b h:1 --listener mqtt://localhost:0 --prefix x --ready-file f"
    })
    void tables_read_what_is_usually_typed(String name, String words) {
        assertTrue(table(name)
                .read(words.split(" "))
                .orElseThrow()
                .into(command(name).getCommand()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "--nonsense",
                "-K",
                "-t= -K",
                "-vq",
                "-- x",
                "--acks=",
                "--repeat x --repeat y",
                "--acks= x"
            })
    void what_is_not_plain_is_left_to_picocli(String words) {
        Object command = command("kafka-producer").getCommand();
        Map<String, String> before = held(command);
        assertTrue(table("kafka-producer")
                .read(words.split(" "))
                .filter(typed -> typed.into(command))
                .isEmpty());
        assertEquals(before, held(command));
    }

    private static OptionTable table(String name) {
        return OptionTable.of(command(name).getCommand().getClass()).orElseThrow();
    }

    /** A new one each time. */
    private static CommandLine command(String name) {
        return Commands.command(
                Objects.requireNonNull(KNOWN.get(name)).getCommand().getClass());
    }

    private static String[] words(Random random, List<String> options) {
        List<String> words = new ArrayList<>();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            String option = options.get(random.nextInt(options.size()));
            String value = VALUES.get(random.nextInt(VALUES.size()));
            words.addAll(
                    switch (random.nextInt(6)) {
                        case 0 -> List.of(option);
                        case 1, 2 -> List.of(option, value);
                        case 3 -> List.of(option + "=" + value);
                        case 4 -> List.of(option + value);
                        default -> List.of(value);
                    });
        }
        return words.toArray(String[]::new);
    }

    private static Set<String> names(ParseResult parsed) {
        return parsed.matchedOptions().stream()
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());
    }

    /** All that a command and its mixins hold, by the names of the members. */
    private static Map<String, String> held(Object command) {
        Map<String, String> held = new TreeMap<>();
        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    add(held, field, value(field, command));
                }
            }
        }
        return held;
    }

    private static void add(Map<String, String> held, Field field, Object value) {
        if (field.isAnnotationPresent(Mixin.class)) {
            held(value).forEach((name, inner) -> held.put(field.getName() + "." + name, inner));
        } else if (value != null && value.getClass().isArray()) {
            held.put(field.getName(), Array.getLength(value) + " elements");
        } else {
            held.put(field.getName(), String.valueOf(value));
        }
    }

    private static Object value(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
