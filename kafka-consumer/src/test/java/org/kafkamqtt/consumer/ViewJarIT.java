package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.Await;

class ViewJarIT {
    private final String group = "g-" + UUID.randomUUID();

    /** The members of each JSON line, in order, as texts. */
    private static List<Map<String, String>> json(List<String> lines) throws IOException {
        List<Map<String, String>> all = new ArrayList<>();
        for (String line : lines) {
            Map<String, String> members = new LinkedHashMap<>();
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                assertEquals(JsonToken.START_OBJECT, parser.nextToken());
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, parser.getText());
                }
            }
            all.add(members);
        }
        return all;
    }

    @Test
    void lag_is_what_stands_behind_the_committed_offset() throws IOException {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 20);
        assertEquals(0, Child.run("-b", BROKER, "-g", group, "-c", "7", topic).status());
        Child.Result lag = Child.run("lag", "-b", BROKER, "--json", group);
        assertEquals(0, lag.status(), lag.err());
        List<Map<String, String>> rows = json(lag.lines());
        assertEquals(2, rows.size());
        assertEquals(
                List.of("group", "topic", "partition", "committed", "end", "lag", "client"),
                List.copyOf(rows.get(0).keySet()));
        long committed = 0;
        long behind = 0;
        for (Map<String, String> row : rows) {
            assertEquals("10", row.get("end"));
            committed += number(row.getOrDefault("committed", "null"));
            behind += number(row.getOrDefault("lag", "null"));
        }
        assertEquals(7, committed);
        assertEquals(
                13,
                behind
                        + rows.stream()
                                        .filter(row -> "null".equals(row.getOrDefault("lag", "null")))
                                        .count()
                                * 10);
    }

    private static long number(String text) {
        return text.equals("null") ? 0 : Long.parseLong(text);
    }

    @Test
    void lag_names_the_client_that_reads_and_groups_count_it() throws IOException {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 5);
        try (Child reader = Child.start("-b", BROKER, "-g", group, "-X", "client.id=the-reader", topic)) {
            Await.that("5 lines", 30, () -> reader.written().endsWith("5\n"));
            Child.Result lag = Child.run("lag", "-b", BROKER, group);
            assertTrue(lag.out().endsWith("\tthe-reader\n"), lag.out() + lag.err());
            List<Map<String, String>> groups =
                    json(Child.run("groups", "-b", BROKER, "--json", group).lines());
            assertEquals("1", groups.get(0).get("members"));
            assertEquals("Stable", groups.get(0).get("state"));
            assertEquals("classic", groups.get(0).get("type"));
        }
    }

    @Test
    void a_watch_of_the_lag_goes_on_until_a_signal() throws IOException {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 5);
        Child.run("-b", BROKER, "-g", group, "-c", "2", topic);
        try (Child watch = Child.start("lag", "-b", BROKER, "--watch=1s", "--json", group)) {
            Await.that("two looks", 30, () -> watch.written().lines().count() >= 2);
            watch.signal("INT");
            Child.Result result = watch.ended(30);
            assertEquals(130, result.status(), result.err());
            assertEquals(
                    List.of(
                            "time",
                            "group",
                            "topic",
                            "partition",
                            "committed",
                            "end",
                            "lag",
                            "rate",
                            "arriving",
                            "left",
                            "client"),
                    List.copyOf(json(result.lines()).get(1).keySet()));
        }
    }

    @Test
    void groups_are_listed_with_tabs_between_where_nobody_looks() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 5);
        Child.run("-b", BROKER, "-g", group, "-e", topic);
        Child.Result all = Child.run("groups", "-b", BROKER);
        assertEquals(0, all.status(), all.err());
        assertTrue(all.lines().contains(group + "\tEmpty\tclassic\tconsumer\t0"), all.out());
    }

    @Test
    void offsets_are_shown_now_and_at_a_time() throws IOException {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 5);
        assertEquals(
                List.of(topic + "\t0\t0\t2", topic + "\t1\t0\t3"),
                Child.run("offsets", "-b", BROKER, topic).lines());
        assertEquals(
                List.of("0", "0"),
                json(Child.run("offsets", "-b", BROKER, "--json", "--at", "-1h", topic)
                                .lines())
                        .stream()
                        .map(row -> row.get("offset"))
                        .toList());
        assertEquals(
                List.of(topic + "\t0\t0\t2\t2", topic + "\t1\t0\t3\t3"),
                Child.run("offsets", "-b", BROKER, "--at", "2099-01-01", topic).lines());
    }

    @Test
    void what_does_not_exist_ends_with_6_and_names_what_is_near() {
        String topic = Feed.topic(1);
        Child.Result missing = Child.run("offsets", "-b", BROKER, topic + "x");
        assertEquals(6, missing.status());
        assertEquals("", missing.out());
        assertTrue(missing.err().contains("did you mean '" + topic + "'?"), missing.err());
        assertEquals(6, Child.run("lag", "-b", BROKER, "no-such-group-anywhere").status());
        assertEquals(
                2, Child.run("offsets", "-b", BROKER, "--at", "banana", topic).status());
        assertEquals(
                4,
                Child.run("groups", "-b", "127.0.0.1:1", "--connect-timeout", "1s")
                        .status());
    }

    @Test
    void a_topic_may_be_called_like_a_view() {
        Child.Result result = Child.run("-b", BROKER, "lag");
        assertEquals(6, result.status());
        assertTrue(result.err().contains("topic 'lag' does not exist"), result.err());
    }

    @Test
    void lag_is_told_while_records_are_read() throws IOException {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 20);
        try (Child child = Child.start("-b", BROKER, "--lag-interval", "100ms", topic)) {
            Await.that("no lag", 30, () -> child.said().contains("\"position\":10,\"end\":10,\"lag\":0"));
            child.signal("TERM");
            Child.Result result = child.ended(20);
            assertEquals(20, result.lines().size());
            List<Map<String, String>> rows = json(result.err().lines().toList());
            assertEquals(
                    List.of("topic", "partition", "position", "end", "lag", "rate", "left"),
                    List.copyOf(rows.get(0).keySet()));
        }
    }

    @Test
    void a_terminal_gets_a_table_of_lag_that_is_drawn_in_place(@TempDir Path folder) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")));
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 20);
        String out = Child.runShell("script -qec 'TOOL -b " + BROKER + " --out " + folder
                        + " --lag-interval 200ms --timeout 2s " + topic + "' /dev/null")
                .out();
        assertTrue(out.contains("\r\u001b[J\u001b[1mTOPIC") && out.contains("LEFT"), out);
        assertTrue(out.contains("\u001b[3A\r\r\u001b[J"), out);
        assertTrue(out.lines().anyMatch(line -> line.matches(topic.substring(0, 30) + ".*… +1 +10 +10 +0 .*")), out);
    }

    @Test
    void a_run_shorter_than_the_interval_tells_its_lag_at_the_end() throws IOException {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.Result result = Child.run("-b", BROKER, "--lag", "-c", "5", "-X", "max.poll.records=5", topic);
        List<Map<String, String>> rows = json(result.err().lines().toList());
        assertEquals(1, rows.size(), result.err());
        assertEquals("5", rows.get(0).get("position"));
    }

    @Test
    void progress_says_a_line_a_second_unless_quiet() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.Result result = Child.run("-b", BROKER, "--progress", "--timeout", "3s", "-c", "40", topic);
        assertEquals(27, result.status(), result.err());
        assertTrue(result.err().contains("[##########..........] 50% 20 records"), result.err());
        Child.Result quiet = Child.run("-b", BROKER, "-q", "--progress", "--timeout", "2s", "-c", "40", topic);
        assertTrue(!quiet.err().contains("records/s"), quiet.err());
    }
}
