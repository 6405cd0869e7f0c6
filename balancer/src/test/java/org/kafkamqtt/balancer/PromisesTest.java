package org.kafkamqtt.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every name of 'balancer list' promises, held against random records: a new name cannot be forgotten. */
class PromisesTest {
    private static final int[] COUNTS = {1, 2, 3, 7, 12, 100};

    @TempDir
    Path folder = Path.of("");

    /** What each decorator goes by; the forms are those of {@link Balancers#DECORATORS}. */
    private record Decorated(String form, String before, Function<Message, byte @Nullable []> part, String words) {
        @Override
        public String toString() {
            return form;
        }
    }

    private static final List<Decorated> DECORATED = List.of(
            new Decorated("prefix:DELIMITER:", "prefix:/:", m -> before(m.key(), '/', 1), "key up to '/'"),
            new Decorated("header:NAME:", "header:tenant:", m -> m.header("tenant"), "header 'tenant'"),
            new Decorated("json-pointer:/PATH:", "json-pointer:/id:", PromisesTest::id, "JSON member '/id'"),
            new Decorated(
                    "mqtt-level:N:",
                    "mqtt-level:2:",
                    m -> before(m.header("mqtt.topic") == null ? m.key() : m.header("mqtt.topic"), '/', 2),
                    "first 2 levels of the MQTT topic name"));

    private static byte @Nullable [] before(byte @Nullable [] name, char end, int levels) {
        if (name == null) {
            return null;
        }
        int left = levels;
        for (int i = 0; i < name.length; i++) {
            if (name[i] == end && --left == 0) {
                return Arrays.copyOf(name, i);
            }
        }
        return name;
    }

    private static byte @Nullable [] id(Message message) {
        byte[] value = message.value();
        String text = value == null ? "" : new String(value, UTF_8);
        return text.startsWith("{\"id\":\"")
                ? text.substring(7, text.indexOf('"', 7)).getBytes(UTF_8)
                : null;
    }

    /** Records whose parts have nothing to do with one another; some keys are frequent, empty or missing. */
    private static Message random(Random random, int count) {
        Map<String, byte[]> headers = new HashMap<>();
        headers.put("partition", Integer.toString(random.nextInt(count)).getBytes(UTF_8));
        part(random, "tenant").ifPresent(bytes -> headers.put("tenant", bytes));
        if (random.nextBoolean()) {
            part(random, "site/floor").ifPresent(bytes -> headers.put("mqtt.topic", bytes));
        }
        byte[] key = part(random, "k/x").orElse(null);
        String id = "{\"id\":\"" + random.nextInt(9) + "\"}";
        byte[] value = random.nextInt(9) == 0 ? null : (random.nextInt(4) == 0 ? "no JSON" : id).getBytes(UTF_8);
        return new Message.Plain("t", key, value, headers, random.nextLong());
    }

    private static java.util.Optional<byte[]> part(Random random, String like) {
        int number = (int) (30 * Math.pow(random.nextDouble(), 2));
        return switch (number % 10) {
            case 0 -> java.util.Optional.empty();
            case 1 -> java.util.Optional.of(new byte[0]);
            case 2 -> java.util.Optional.of(("/" + like + number).getBytes(UTF_8));
            case 3 -> java.util.Optional.of(new byte[] {(byte) 0x80, (byte) number, -1});
            default -> java.util.Optional.of((like + number + "/" + random.nextInt(3)).getBytes(UTF_8));
        };
    }

    private static Partitions anyLeaders(Random random, int count) {
        int[] led = IntStream.range(0, count).filter(p -> random.nextInt(4) > 0).toArray();
        Partitions partitions = random.nextBoolean() ? Partitions.of(count) : Partitions.of(count, led);
        return partitions.withRacks(id -> id % 2 == 0 ? "here" : "there");
    }

    static Stream<Definition> all() {
        return Balancers.definitions().stream();
    }

    static Stream<Decorated> decorators() {
        return DECORATED.stream();
    }

    private Balancer make(String before, Definition definition, int count) {
        Map<String, String> settings = new HashMap<>();
        // Many turns instead of a few, and the same in every run: that a promise is broken must not be left to chance.
        if (definition.optionNames().contains("batch")) {
            settings.put("batch", "64");
        }
        if (definition.optionNames().contains("seed")) {
            settings.put("seed", "7");
        }
        for (BalancerOption option : definition.options()) {
            boolean optional = option.name().equals("seed") || definition.name().equals("rendezvous");
            if (option.fallback().isEmpty() && !optional) {
                settings.put(option.name(), setting(definition, option.name(), count));
            }
        }
        return Balancers.standard().create(before + definition.name(), settings);
    }

    private String setting(Definition definition, String option, int count) {
        return switch (option) {
            case "weights" -> "1" + ",1".repeat(count - 1);
            case "rack" -> "here";
            case "file" -> file(definition.name(), count);
            default -> fail("give this test a value for option " + option + " of " + definition.name());
        };
    }

    private String file(String name, int count) {
        try {
            String rows = name.equals("table") ? "*\t0\nk/x4/1\t" : "\t0\nk/x14\t";
            return Files.writeString(folder.resolve(name + count), rows + (count - 1) + "\n")
                    .toString();
        } catch (IOException e) {
            return fail(e);
        }
    }

    /** The partitions that the records of each part went to. */
    private static Map<String, Set<Integer>> placed(
            Balancer balancer, int count, int records, Function<Message, byte @Nullable []> part) {
        Random random = new Random(count);
        Map<String, Set<Integer>> placed = new HashMap<>();
        for (int i = 0; i < records; i++) {
            Message message = random(random, count);
            int chosen = balancer.choose(message, anyLeaders(random, count));
            if (Balancers.learns(balancer) && balancer instanceof Learning learning) {
                learning.sent(chosen, message.size());
            }
            byte[] bytes = part.apply(message);
            if (bytes != null) {
                placed.computeIfAbsent(new String(bytes, ISO_8859_1), k -> new HashSet<>())
                        .add(chosen);
            }
        }
        return placed;
    }

    private static void assertOneEach(Map<String, Set<Integer>> placed, String name) {
        placed.forEach((part, those) -> assertEquals(1, those.size(), () -> name + " " + part + " " + those));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_name_promises_of_keys_what_it_keeps_and_no_less(Definition definition) {
        boolean emptyIsNone = definition.keyless().startsWith("none and empty");
        for (int count : COUNTS) {
            Balancer balancer = make("", definition, count);
            assertEquals(definition.ordering(), balancer.ordering());
            Map<String, Set<Integer>> placed = placed(balancer, count, 4_000, Message::key);
            if (emptyIsNone) {
                placed.remove("");
            }
            if (definition.ordering() == Ordering.PER_KEY) {
                assertOneEach(placed, definition.name());
                Balancer other = make("", definition, count);
                placed.forEach((key, those) -> assertEquals(
                        those, Set.of(other.choose(Message.of(key.getBytes(ISO_8859_1), null), Partitions.of(count)))));
            } else if (count > 2) {
                assertTrue(placed.values().stream().anyMatch(those -> those.size() > 1), definition.name());
            }
        }
    }

    /** Where a name claims to decide by the message, equal messages never part. */
    @ParameterizedTest
    @MethodSource("all")
    void what_decides_by_the_message_puts_equal_ones_together(Definition definition) {
        Balancer one = make("", definition, 7);
        Balancer other = make("", definition, 7);
        Random random = new Random(9);
        int decided = 0;
        for (int i = 0; i < 2_000; i++) {
            Message message = random(random, 7);
            int chosen = one.choose(message, Partitions.of(7));
            if (Balancers.decides(one, message)) {
                decided++;
                assertEquals(chosen, other.choose(message, Partitions.of(7)), definition.name());
            }
        }
        boolean byMessage =
                definition.ordering() == Ordering.PER_KEY || definition.name().equals("manual");
        assertEquals(byMessage, decided > 0, definition.name());
    }

    @Test
    void every_decorator_is_in_the_table() {
        assertEquals(
                Balancers.DECORATORS.keySet(),
                Set.copyOf(DECORATED.stream().map(Decorated::form).toList()));
    }

    @ParameterizedTest
    @MethodSource("decorators")
    void a_decorator_promises_of_its_part_what_the_inner_one_promises_of_keys(Decorated decorated) {
        for (Definition definition : Balancers.definitions()) {
            Balancer balancer = make(decorated.before(), definition, 7);
            Map<String, Set<Integer>> placed = placed(balancer, 7, 1_000, decorated.part());
            String promise = Balancers.promise(balancer);
            if (definition.ordering() == Ordering.PER_KEY) {
                assertOneEach(placed, decorated.before() + definition.name());
                assertEquals("same " + decorated.words() + ", same partition", promise);
            } else {
                assertFalse(promise.startsWith("same "), promise);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("decorators")
    void only_a_part_of_the_key_keeps_a_promise_of_keys(Decorated decorated) {
        Balancer balancer =
                make(decorated.before(), Balancers.definition("murmur2").orElseThrow(), 7);
        Map<String, Set<Integer>> placed = placed(balancer, 7, 1_000, Message::key);
        if (decorated.form().startsWith("prefix")) {
            assertEquals(Ordering.PER_KEY, balancer.ordering());
            assertOneEach(placed, decorated.form());
        } else {
            assertEquals(Ordering.NONE, balancer.ordering());
            assertTrue(placed.values().stream().anyMatch(those -> those.size() > 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prefix:/:murmur2|PER_KEY|same key up to '/', same partition",
                "prefix:::crc32|PER_KEY|same key up to ':', same partition",
                "prefix:/:w-choices|KEY_SPLITTING|a key up to '/' may use several partitions",
                "header:tenant:jump|NONE|same header 'tenant', same partition",
                "header:tenant:round-robin|NONE|the header 'tenant' is ignored",
                "header:tenant:prefix:/:jump|NONE|same header 'tenant' up to '/', same partition",
                "prefix:/:header:tenant:jump|NONE|same header 'tenant', same partition",
                "header:a:header:b:jump|NONE|same header 'b', same partition",
                "json-pointer:/a/b:crc32|NONE|same JSON member '/a/b', same partition",
                "mqtt-level:1:hash|NONE|same first level of the MQTT topic name, same partition",
                "murmur2,or-else,round-robin|PER_KEY|same key, same partition",
                "murmur2,or-else,header:t:jump|PER_KEY"
                        + "|same key, same partition; without a key: same header 't', same partition",
                "header:t:jump,or-else,random|NONE|same header 't', same partition",
                "manual|NONE|header 'partition' names the partition"
            })
    void says_in_words_what_is_promised(String specification, Ordering ordering, String words) {
        Balancer balancer = Balancers.standard().create(specification, Map.of());
        assertEquals(ordering, balancer.ordering());
        assertEquals(words, Balancers.promise(balancer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "murmur2|k|same key, same partition",
                "murmur2|-|no key",
                "crc32|''|an empty key counts as none",
                "murmur2|''|same key, same partition",
                "round-robin|-|the key is ignored",
                "header:t:crc32|k|no header 't': placed like a record without a key",
                "json-pointer:/id:crc32|k|no JSON member '/id': placed like a record without a key",
                "prefix:/:crc32|-|no key: placed like a record without a key",
                "mqtt-level:1:crc32|-|neither header 'mqtt.topic' nor key: placed like a record without a key",
                "header:e:crc32|k|same header 'e', same partition",
                "murmur2,or-else,header:t:crc32|-|no header 't': placed like a record without a key"
            })
    void says_of_one_message_what_holds_of_it(String specification, @Nullable String key, String words) {
        Balancer balancer = Balancers.standard().create(specification, Map.of());
        byte[] bytes = key == null ? null : key.getBytes(UTF_8);
        Map<String, byte[]> empty = Map.of("e", new byte[0]);
        assertEquals(words, Balancers.promise(balancer, new Message.Plain("t", bytes, null, empty, -1)));
    }

    @Test
    void counts_the_messages_that_lack_what_it_goes_by() {
        Balancer balancer = Balancers.standard().create("header:tenant:jump,or-else,json-pointer:/id:jump", Map.of());
        List<Message> messages = new ArrayList<>(List.of(
                Message.of("no header"),
                new Message.Plain("t", new byte[1], null, Map.of("tenant", new byte[1]), -1),
                Message.of(null, "no JSON".getBytes(UTF_8)),
                Message.of(null, "{\"id\":1}".getBytes(UTF_8))));
        messages.forEach(message -> balancer.choose(message, Partitions.of(3)));
        assertEquals(OptionalLong.of(2), Balancers.lacking(balancer));
        assertEquals("no header 'tenant' or no JSON member '/id'", Balancers.absence(balancer));
        assertEquals(
                OptionalLong.empty(), Balancers.lacking(Balancers.standard().create("prefix:/:murmur2", Map.of())));
    }

    @Test
    void a_name_that_learns_is_heard_through_a_decorator_and_no_other_is() {
        assertTrue(Balancers.learns(Balancers.standard().create("header:t:two-choices", Map.of())));
        assertFalse(Balancers.learns(Balancers.standard().create("header:t:jump", Map.of())));
        assertNotNull(Balancers.standard().create("header:t:jump,or-else,two-choices", Map.of()));
        assertTrue(Balancers.learns(Balancers.standard().create("jump,or-else,two-choices", Map.of())));
    }

    @Test
    void malformed_json_is_given_up_at_once() {
        byte[] stuck = "[}".getBytes(UTF_8);
        assertEquals(null, new JsonPointer("/999999999").find(stuck));
    }
}
