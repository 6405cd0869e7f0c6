package org.kafkamqtt.balancer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancersTest {
    private static final Partitions SIX = Partitions.of(6);

    private static String refusal(String specification, Map<String, String> options) {
        return assertThrows(BalancerException.class, () -> Balancers.standard().create(specification, options))
                .sentence();
    }

    private static int choose(String specification, Message message) {
        return Balancers.standard().create(specification, Map.of()).choose(message, SIX);
    }

    private static Message record(@Nullable String key, String value, Map<String, byte[]> headers) {
        return new Message.Plain("t", key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8), headers, -1);
    }

    @Test
    void no_name_or_alias_stands_for_two_balancers() {
        Set<String> seen = new HashSet<>();
        for (Definition definition : Balancers.definitions()) {
            assertTrue(seen.add(definition.name()), definition.name());
            definition.aliases().forEach(alias -> assertTrue(seen.add(alias), alias));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "murmr2|did you mean 'murmur2'",
                "Kafka-Go:Hsh|did you mean 'kafka-go:Hash'",
                "no.such.Class|--balancer-path",
                "utterly-unknown-thing|balancer list",
                "java.lang.String|implements neither",
                "missing.java|no such file",
                "mqtt-level:x:murmur2|number of levels",
                "json-pointer:id:murmur2|must begin with '/'",
                "header:tenant|is not header:NAME:BALANCER",
                "header::jump|is not header:NAME:BALANCER",
                "prefix::jump|is not prefix:DELIMITER:BALANCER",
                "mqtt-level:2|is not mqtt-level:N:BALANCER",
                "murmur2,or-else,|a balancer's name is missing",
                "header:tenant:|a balancer's name is missing"
            })
    void an_unknown_name_is_one_sentence_with_what_is_near(String name, String said) {
        assertTrue(refusal(name, Map.of()).contains(said), () -> refusal(name, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "round-robin|chnuk|5|did you mean 'chunk'",
                "consistent|seed|1|it has none",
                "round-robin|chunk|0|whole number from 1",
                "round-robin|chunk|many|whole number",
                "hash|hasher|md5|one of fnv1a, crc32",
                "bounded-load|factor|1|above 1.0",
                "weighted|weights|a,b|weights such as",
                "weighted|weights|0,0|weights such as",
                "crc32|consistent|maybe|true or false"
            })
    void a_wrong_option_is_refused_by_name(String balancer, String option, String value, String said) {
        String refusal = refusal(balancer, Map.of(option, value));
        assertTrue(refusal.contains(said), refusal);
        assertTrue(refusal.contains(balancer), refusal);
    }

    @Test
    void an_answer_that_is_no_partition_names_balancer_key_and_answer() {
        Balancer wrong = new CheckedBalancer("mine", (message, partitions) -> 6);
        BalancerException e = assertThrows(BalancerException.class, () -> wrong.choose(Message.of("k"), SIX));
        assertEquals("balancer mine returned 6 for key 'k'; the partitions are 0..5", e.sentence());
    }

    @Test
    void an_exception_names_balancer_and_key() {
        Balancer wrong = new CheckedBalancer("mine", (message, partitions) -> {
            throw new IllegalStateException("out of luck");
        });
        String sentence = assertThrows(
                        BalancerException.class, () -> wrong.choose(Message.of(new byte[] {-1}, null), SIX))
                .sentence();
        assertEquals("balancer mine failed on key 0xff: out of luck", sentence);
    }

    @Test
    void one_that_fails_when_it_learns_fails_the_next_record_and_not_the_client() {
        Balancer deaf = new CheckedBalancer("mine", new Deaf());
        ((Learning) deaf).acknowledged(0, 1, 1);
        BalancerException e = assertThrows(BalancerException.class, () -> deaf.choose(Message.of("k"), SIX));
        assertEquals("balancer mine failed when notified about a record: not my business", e.sentence());
    }

    /** A balancer that does not want to learn. */
    private record Deaf() implements Balancer, Learning {
        @Override
        public int choose(Message message, Partitions partitions) {
            return 0;
        }

        @Override
        public void sent(int partition, int bytes) {}

        @Override
        public void acknowledged(int partition, int bytes, long latencyNanos) {
            throw new UnsupportedOperationException("not my business");
        }

        @Override
        public void failed(int partition, int bytes) {}
    }

    @Test
    void decorators_balance_on_a_part_of_the_message() {
        int expected = choose("murmur2", Message.of("a"));
        assertEquals(expected, choose("prefix:/:murmur2", Message.of("a/b/c")));
        assertEquals(expected, choose("prefix:::murmur2", Message.of("a:b")));
        assertEquals(expected, choose("prefix:/:murmur2", Message.of("a")));
        assertEquals(expected, choose("header:id:murmur2", record("x", "", Map.of("id", "a".getBytes(UTF_8)))));
        assertEquals(expected, choose("json-pointer:/d/id:murmur2", record("x", "{\"d\":{\"id\":\"a\"}}", Map.of())));
        assertEquals(expected, choose("mqtt-level:1:murmur2", Message.of("a/b/c")));
        assertEquals(
                choose("murmur2", Message.of("a/b")),
                choose("mqtt-level:2:murmur2", record("x", "", Map.of("mqtt.topic", "a/b/c".getBytes(UTF_8)))));
    }

    @Test
    void or_else_answers_for_messages_without_a_key() {
        String both = "murmur2,or-else,consistent";
        assertEquals(choose("murmur2", Message.of("a")), choose(both, Message.of("a")));
        assertEquals(0, choose(both, Message.of(null, null)));
        assertEquals(0, choose("header:none:murmur2,or-else,consistent", Message.of(null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "/a|{\"a\":1}|1",
                "/a| { \"b\" : [1,2] , \"a\" : \"x\" } |x",
                "/a/1/b|{\"a\":[0,{\"b\":\"deep\"}]}|deep",
                "/a~1b|{\"a/b\":true}|true",
                "/m~0n|{\"m~n\":-1.5e3}|-1.5e3",
                "/a|{\"a\":{\"x\":[1,\"]\"]}}|{\"x\":[1,\"]\"]}",
                "/u|{\"u\":\"\\u00e9\\t!\"}|é\t!",
                "/a|{\"a\":null}|none",
                "/b|{\"a\":1}|none",
                "/0|{\"a\":1}|none",
                "/a|not json|none",
                "/a|{\"a\":|none",
                "/a/01|{\"a\":[1,2]}|none"
            })
    void json_pointers_find_members(String pointer, String json, String expected) {
        byte[] found = new JsonPointer(pointer).find(json.getBytes(UTF_8));
        assertEquals(expected, found == null ? "none" : new String(found, UTF_8));
    }

    @Test
    void files_say_where_keys_go(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("table"), "# where\nvip\t5\n*\t1\n");
        Balancer byTable = Balancers.standard().create("table", Map.of("file", table.toString()));
        assertEquals(5, byTable.choose(Message.of("vip"), SIX));
        assertEquals(1, byTable.choose(Message.of("other"), SIX));
        Path range = Files.writeString(folder.resolve("range"), "a\t0\nm\t3\n");
        Balancer byRange = Balancers.standard().create("range", Map.of("file", range.toString()));
        assertEquals(0, byRange.choose(Message.of("kilo"), SIX));
        assertEquals(3, byRange.choose(Message.of("zulu"), SIX));
        assertThrows(BalancerException.class, () -> byRange.choose(Message.of("A"), SIX));
    }

    @Test
    void a_file_that_cannot_be_read_is_named_with_the_reason(@TempDir Path folder) {
        String missing = folder.resolve("none").toString();
        assertEquals("cannot read " + missing + ": no such file", refusal("table", Map.of("file", missing)));
        assertEquals("cannot read " + folder + ": it is a folder", refusal("range", Map.of("file", folder.toString())));
    }

    @Test
    void a_file_of_any_editor_says_where_keys_go_or_is_refused_with_its_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("table"), "\ufeffvip\t5\r\n*\t1\r\n");
        Balancer table = Balancers.standard().create("table", Map.of("file", file.toString()));
        assertEquals(5, table.choose(Message.of("vip"), SIX));
        Files.write(file, "vip\t5\n".getBytes(StandardCharsets.UTF_16LE));
        assertRefused(file, ":1 holds a NUL byte");
        Files.writeString(file, "vip\t5\nother 4\n");
        assertRefused(file, ":2 is not KEY, tab, PARTITION");
        Files.writeString(file, "vip\t5\n\nother\tfour\n");
        assertRefused(file, ":3 is not a partition number");
    }

    private static void assertRefused(Path file, String words) {
        BalancerException e = assertThrows(
                BalancerException.class, () -> Balancers.standard().create("table", Map.of("file", file.toString())));
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }

    @Test
    void manual_takes_the_header_and_fails_without_one() {
        assertEquals(4, choose("manual", record("x", "", Map.of("partition", "4".getBytes(UTF_8)))));
        assertThrows(BalancerException.class, () -> choose("manual", Message.of("x")));
        assertThrows(
                BalancerException.class,
                () -> choose("manual", record("x", "", Map.of("partition", "9".getBytes(UTF_8)))));
    }

    @Test
    void a_source_file_is_compiled_and_used(@TempDir Path folder) throws IOException {
        Path source = folder.resolve("whatever-name.java");
        Files.writeString(
                source,
                """
                import org.kafkamqtt.balancer.*;
                public class Last implements Balancer {
                    private final int back;
                    public Last(Options options) { back = (int) options.number("back", 1, 1, 9); }
                    public int choose(Message message, Partitions partitions) { return partitions.count() - back; }
                }
                """);
        Balancers balancers = Balancers.standard();
        assertEquals(5, balancers.create(source.toString(), Map.of()).choose(Message.of("k"), SIX));
        assertEquals(4, balancers.create(source.toString(), Map.of("back", "2")).choose(Message.of("k"), SIX));
    }

    @Test
    void compile_errors_show_file_line_and_caret(@TempDir Path folder) throws IOException {
        Path source = folder.resolve("Bad.java");
        Files.writeString(source, "public class Bad {\n    int x = \"text\";\n}\n");
        BalancerException e =
                assertThrows(BalancerException.class, () -> Balancers.standard().create(source.toString(), Map.of()));
        List<String> lines = e.detail().lines().toList();
        assertTrue(lines.get(0).startsWith(source + ":2: "), e.detail());
        assertTrue(lines.contains("    int x = \"text\";"), e.detail());
        assertTrue(lines.contains("            ^"), e.detail());
    }

    @Test
    void a_folder_on_the_path_brings_classes(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(
                folder.resolve("Third.java"),
                """
                package com.acme;
                public class Third implements org.kafkamqtt.balancer.Balancer {
                    public int choose(org.kafkamqtt.balancer.Message m, org.kafkamqtt.balancer.Partitions p) { return 3; }
                }
                """);
        int compiled = javax.tools.ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        "target/classes",
                        "-d",
                        folder.toString(),
                        source.toString());
        assertEquals(0, compiled);
        Balancers balancers = Balancers.withPath(List.of(folder));
        assertEquals(3, balancers.create("com.acme.Third", Map.of()).choose(Message.of("k"), SIX));
        assertTrue(assertThrows(BalancerException.class, () -> balancers.create("com.acme.Third", Map.of("a", "b")))
                .sentence()
                .contains("takes no options"));
        assertThrows(BalancerException.class, () -> Balancers.withPath(List.of(folder.resolve("missing"))));
    }
}
