package org.kafkamqtt.balancer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitStatus run(String input, String... args) {
        return Tool.run(
                new Main(), Console.of("balancer", new ByteArrayInputStream(input.getBytes(UTF_8)), out, err), args);
    }

    private String output() {
        return out.toString(UTF_8);
    }

    @Test
    void lists_every_balancer_by_name() {
        assertEquals(ExitStatus.OK, run("", "list"));
        Balancers.definitions().forEach(d -> assertTrue(output().contains(d.name()), d.name()));
    }

    @Test
    void the_json_list_is_json() throws IOException {
        assertEquals(ExitStatus.OK, run("", "list", "--json"));
        List<String> lines = output().lines().toList();
        assertEquals(Balancers.definitions().size(), lines.size());
        for (String line : lines) {
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    assertFalse(parser.isNaN());
                }
            }
        }
    }

    @Test
    void describes_by_alias() {
        assertEquals(ExitStatus.OK, run("", "describe", "kcat:consistent_random"));
        assertTrue(output().startsWith("consistent_random: "), output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--key=abc", "--key-hex=616263", "--key-base64=YWJj", "--key-hex=0x616263"})
    void every_form_of_a_key_lands_where_the_balancer_puts_it(String key) {
        int expected = Balancers.standard().create("murmur2", Map.of()).choose(Message.of("abc"), Partitions.of(12));
        assertEquals(ExitStatus.OK, run("", "explain", key, "--partitions=12", "--balancer=murmur2"));
        assertTrue(output().contains("murmur2 -> partition " + expected), output());
    }

    @Test
    void numbers_are_keys_as_kafkas_serializers_write_them() {
        int expected = Balancers.standard()
                .create("murmur2", Map.of())
                .choose(Message.of(new byte[] {0, 0, 0, 5}, null), Partitions.of(100));
        run("", "explain", "--key-int=5", "--partitions=100", "--balancer=murmur2");
        assertTrue(output().contains("murmur2 -> partition " + expected), output());
    }

    @Test
    void explains_under_every_rule() {
        assertEquals(ExitStatus.OK, run("", "explain", "--key=abc", "--partitions=12", "--all"));
        int expected = Balancers.standard().create("murmur2", Map.of()).choose(Message.of("abc"), Partitions.of(12));
        assertTrue(
                output().contains("\npartition " + expected + "\n  A (murmur2 & 0x7fffffff) % n: Java, most others\n"
                        + "    default, murmur2, "),
                output());
        assertTrue(output().contains("\n  I (own rule, shared with nobody)\n    "), output());
    }

    @Test
    void simulates_lines_of_standard_input_and_made_up_keys() {
        assertEquals(ExitStatus.OK, run("a\nb\nc\n", "simulate", "--balancer=murmur2", "--partitions=3", "--json"));
        assertTrue(output().contains("\"records\":["), output());
        out.reset();
        assertEquals(
                ExitStatus.OK,
                run(
                        "",
                        "simulate",
                        "--balancer=murmur2,partial-key",
                        "--partitions=10",
                        "--zipf=1.0",
                        "--keys=1000",
                        "--records=20000",
                        "--json"));
        assertTrue(output().contains("\"balancer\":\"partial-key\""), output());
        assertTrue(output().contains("\"hottestKeyPartitions\":2"), output());
    }

    @Test
    void the_page_is_one_file_that_fetches_nothing(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");
        run("a\nb\n", "simulate", "--balancer=murmur2", "--partitions=3", "--html=" + page);
        String html = Files.readString(page);
        assertTrue(html.contains("<svg") && html.contains("prefers-color-scheme: dark"));
        assertFalse(html.contains("http://") || html.contains("https://") || html.contains("<script"));
    }

    @Test
    void says_which_keys_move_between_rules() {
        String keys = IntStream.range(0, 50).mapToObj(i -> "k" + i + "\n").reduce("", String::concat);
        assertEquals(ExitStatus.OK, run(keys, "diff", "--from=consistent_random", "--to=murmur2", "--partitions=12"));
        output().lines().forEach(line -> assertTrue(line.matches("k\\d+\\t\\d+\\t\\d+"), line));
        assertTrue(err.toString(UTF_8).contains(output().lines().count() + " of 50 keys move"), err.toString(UTF_8));
        assertEquals(ExitStatus.USAGE, run(keys, "diff", "--from=random", "--to=murmur2", "--partitions=12"));
    }

    private static String standing(String rule, int count, int keys) {
        var balancer = Balancers.standard().create(rule, Map.of());
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < keys; i++) {
            int partition = balancer.choose(Message.of("key-" + i), Partitions.of(count));
            lines.append("{\"topic\":\"t\",\"partition\":" + partition + ",\"offset\":1,\"key\":\"key-" + i
                    + "\",\"value\":\"v\"}\n");
        }
        return lines.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"murmur2", "consistent_random", "hash", "reference-hash", "phash2", "kafka-rust", "jump"})
    void finds_the_rule_that_the_producer_used(String rule) {
        assertEquals(ExitStatus.OK, run(standing(rule, 7, 300), "check", "-", "--partitions=7"));
        String name = Balancers.definition(rule).orElseThrow().rule();
        assertTrue(output().contains(" explains all of them:"), output());
        assertTrue(name.equals("own") || output().contains(" " + name + " "), output());
    }

    @Test
    void shows_the_exceptions_of_mixed_clients() {
        String mixed = standing("murmur2", 12, 200) + standing("consistent_random", 12, 20);
        assertEquals(ExitStatus.OK, run(mixed, "check", "-"));
        assertTrue(output().contains("no rule explains all") && output().contains("first exceptions"), output());
    }

    @Test
    void reports_lines_that_are_no_records_and_goes_on() {
        assertEquals(ExitStatus.PARTIAL, run("nonsense\n" + standing("murmur2", 7, 50), "check", "-"));
        assertTrue(err.toString(UTF_8).contains("- line 1: not JSON"), err.toString(UTF_8));
        assertTrue(output().contains("50 records"), output());
    }

    @Test
    void the_starter_file_compiles_and_runs_as_it_is(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Mine.java"), NewCommand.starter("Mine"));
        assertEquals(ExitStatus.OK, run("", "explain", "--balancer=" + file, "--key=a", "--partitions=6"));
        assertTrue(output().contains("-> partition 1 (same key, same partition)"), output());
    }

    @Test
    void a_wrong_name_is_status_2_with_what_is_near() {
        assertEquals(ExitStatus.USAGE, run("", "explain", "--balancer=murmr2", "--key=a", "--partitions=6"));
        assertTrue(err.toString(UTF_8).contains("did you mean 'murmur2'?"), err.toString(UTF_8));
        assertEquals(ExitStatus.USAGE, run("", "explain", "--key=a", "--partitions=0"));
        assertEquals(ExitStatus.USAGE, run(""));
    }

    private String complaint(String... args) {
        assertEquals(ExitStatus.USAGE, run("a\nb\n", args));
        return err.toString(UTF_8);
    }

    private String explained(String... more) {
        List<String> args = new ArrayList<>(List.of("explain", "--partitions=6"));
        args.addAll(List.of(more));
        assertEquals(ExitStatus.OK, run("", args.toArray(String[]::new)), err.toString(UTF_8));
        return output();
    }

    @Test
    void explains_by_header_what_goes_by_a_header() {
        int expected = Balancers.standard().create("jump", Map.of()).choose(Message.of("acme=1"), Partitions.of(6));
        String said = explained("--balancer=header:tenant:jump", "--key=a/b", "--header=tenant=acme=1");
        String line = "header:tenant:jump -> partition " + expected + " (same header 'tenant', same partition)";
        assertTrue(said.contains(line), said);
    }

    @Test
    void says_of_a_record_without_the_header_that_no_key_was_seen() {
        String said = explained("--balancer=header:tenant:jump", "--key=a/b");
        assertTrue(said.contains("(no header 'tenant': placed like a record without a key)"), said);
        assertFalse(said.contains("same"), said);
    }

    @Test
    void explains_a_value_without_a_key() {
        int expected = Balancers.standard().create("murmur2", Map.of()).choose(Message.of("d1"), Partitions.of(6));
        String said = explained("--balancer=json-pointer:/device/id:murmur2", "--value={\"device\":{\"id\":\"d1\"}}");
        assertEquals(
                "json-pointer:/device/id:murmur2 -> partition " + expected
                        + " (same JSON member '/device/id', same partition)\n",
                said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--balancer=murmur2 --key=a --header=t=x|murmur2 does not look at header 't'",
                "--balancer=header:t:murmur2 --header=t=x --header=u=y|does not look at header 'u'",
                "--balancer=murmur2 --key=a --value=x|murmur2 does not look at the value",
                "--balancer=header:t:murmur2 --header=tx|--header 'tx' is not NAME=VALUE",
                "--all --key=a --header=t=x|leave out --header",
                "--all --key=a --balancer=crc32|leave out --balancer",
                "--all --header=t=x|--all needs a key",
                "--balancer=murmur2|no record given: use --key, --header or --value",
                "--key-hex=xyz|--key-hex 'xyz' is not hexadecimal"
            })
    void refuses_to_explain_what_would_change_nothing(String args, String said) {
        String complaint = complaint(("explain --partitions=6 " + args).split(" "));
        assertTrue(complaint.contains(said), complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "--partitions=0,--partitions 0 is not between",
        "--partitions=3 --to-partitions=0,--to-partitions 0 is not between",
        "--partitions=3 --to-partitions=-1,--to-partitions -1 is not between"
    })
    void blames_the_option_that_is_wrong(String args, String said) {
        String complaint = complaint(("diff --from=murmur2 --to=crc32 " + args).split(" "));
        assertTrue(complaint.contains(said), complaint);
    }

    @Test
    void no_key_moves_under_a_rule_that_goes_by_a_header() {
        String complaint = complaint("diff", "--from=header:t:murmur2", "--to=crc32", "--partitions=3");
        assertTrue(complaint.contains("does not keep a key") && complaint.contains("header 't'"), complaint);
        complaint = complaint("simulate", "--balancer=header:t:murmur2", "--partitions=3");
        assertTrue(complaint.contains("keys are all that simulate has"), complaint);
        assertEquals(ExitStatus.OK, run("a/b\n", "simulate", "--balancer=mqtt-level:1:murmur2", "--partitions=3"));
    }

    @Test
    void names_twenty_bad_lines_and_counts_the_rest() {
        assertEquals(ExitStatus.PARTIAL, run("x\n".repeat(5000) + standing("murmur2", 7, 50), "check", "-"));
        List<String> lines = err.toString(UTF_8).lines().toList();
        assertEquals(21, lines.size(), lines.toString());
        assertEquals("balancer: 4980 more are not records", lines.get(20));
    }

    @Test
    void counts_one_of_a_thing_in_the_singular() {
        assertTrue(explained("--key=k").startsWith("key of 1 byte: "), output());
        assertTrue(run("{\"key\":\"k\",\"value\":\"\",\"partition\":0}\n", "check", "-") == ExitStatus.OK);
        assertTrue(output().contains("1 record with a key, 1 different key, 1 partition\n"), output());
        run("k\n", "diff", "--from=murmur2", "--to=murmur2", "--partitions=3");
        assertTrue(err.toString(UTF_8).contains("0 of 1 key moves"), err.toString(UTF_8));
    }

    @Test
    void describes_what_a_decorated_balancer_promises() {
        assertEquals(ExitStatus.OK, run("", "describe", "header:tenant:jump"));
        assertTrue(output().contains("same header 'tenant', same partition"), output());
        assertTrue(output().contains("NONE"), output());
        assertTrue(output().contains("no header 'tenant': placed like a record without a key"), output());
    }
}
