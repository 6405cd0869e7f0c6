package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.sandbox.trial.Await;

/** Groups as their users see and change them, in this JVM. */
class GroupsIT {
    private final String group = "g-" + UUID.randomUUID();

    /** What a run came to. */
    private record Result(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs the command that the first words name. */
    private static Result tool(String... words) {
        ToolCommand command = new ConsumerCommand();
        int named = 0;
        for (Supplier<ToolCommand> view = command.views().get(words[0]); view != null; named++) {
            command = view.get();
            view = named + 1 < words.length ? command.views().get(words[named + 1]) : null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of("kafka-consumer", InputStream.nullInputStream(), out, err);
        List<String> rest = new ArrayList<>(List.of("-b", BROKER));
        rest.addAll(Arrays.asList(words).subList(named, words.length));
        int status = Tool.run(command, console, rest.toArray(String[]::new)).code();
        return new Result(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private KafkaConsumer<byte[], byte[]> member(String topic, String... more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", BROKER, "group.id", group, "client.id", "member", "enable.auto.commit", "false"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(topic));
        Await.that("partitions", 30, () -> {
            member.poll(Duration.ofMillis(50));
            return !member.assignment().isEmpty();
        });
        return member;
    }

    /** Commits for an empty group, as Kafka's own tools would. */
    private void commit(String topic, long... offsets) {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] >= 0) {
                all.put(new TopicPartition(topic, i), new OffsetAndMetadata(offsets[i]));
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.alterConsumerGroupOffsets(group, all).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String topicOfTen() {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 20);
        return topic;
    }

    private static void assertJson(String line) throws IOException {
        try (var parser = new JsonFactory().createParser(line)) {
            assertTrue(parser.nextToken().isStructStart());
            parser.skipChildren();
        }
    }

    @Test
    void a_group_is_described_with_its_members_and_offsets() throws IOException {
        String topic = topicOfTen();
        for (String protocol : List.of("classic", "consumer")) {
            commit(topic, 4, -1);
            try (KafkaConsumer<byte[], byte[]> member = member(topic, "group.protocol", protocol)) {
                assertEquals(2, member.assignment().size());
                Result described = tool("groups", "describe", "--json", group);
                assertEquals(0, described.status(), described.err());
                assertJson(described.out());
                for (String part : List.of(
                        "{\"group\":\"" + group + "\",\"state\":\"Stable\",\"type\":\"" + protocol + "\"",
                        "\"protocol\":\"consumer\",\"assignor\":\"",
                        "\"coordinator\":{\"id\":1,\"host\":\"localhost\",\"port\":" + BROKER.replaceFirst(".*:", ""),
                        "\"instance\":null,\"client\":\"member\",\"host\":\"127.0.0.1\",\"partitions\":[{\"topic\":\""
                                + topic + "\",\"partition\":0},{\"topic\":\"" + topic + "\",\"partition\":1}]",
                        "\"offsets\":[{\"topic\":\"" + topic
                                + "\",\"partition\":0,\"first\":0,\"committed\":4,\"end\":10,\"lag\":6,\"client\":\"member\"}",
                        "\"partition\":1,\"first\":0,\"committed\":null,\"end\":10,\"lag\":null,\"client\":\"member\"}],\"lag\":6}")) {
                    assertTrue(described.out().contains(part), () -> part + " in " + described.out());
                }
                Result fields = tool("groups", "describe", group);
                assertEquals(2, fields.lines().size(), fields.out());
                assertTrue(fields.lines().get(0).endsWith("\t" + topic + "\t0\t0\t4\t10\t6\tmember"), fields.out());
            }
            Await.that("the group to be empty", 30, () -> Feed.members(group) == 0);
        }
    }

    @Test
    void a_lag_above_the_limit_is_status_3() {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        Result fine = tool("lag", "--max", "8", group);
        assertEquals(0, fine.status(), fine.err());
        Result behind = tool("lag", "--max", "7", group);
        assertEquals(3, behind.status());
        assertEquals(2, behind.lines().size());
        assertEquals("kafka-consumer: group '" + group + "' is behind by 8, more than --max 7\n", behind.err());
        assertEquals("", tool("lag", "-q", "--max", "7", group).err());
        assertEquals(2, tool("lag", "--max", "-1", group).status());
    }

    @Test
    void all_groups_are_answered_for_at_once() {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        Set<String> groups = new java.util.HashSet<>();
        Result lag = tool("lag", "--json");
        assertEquals(0, lag.status(), lag.err());
        lag.lines().forEach(line -> groups.add(line.replaceFirst(".*\"group\":\"([^\"]*)\".*", "$1")));
        assertTrue(groups.contains(group), lag.out());
        assertTrue(tool("groups", "describe").out().contains(group + "\tEmpty\tclassic\t"));
        assertEquals(6, tool("groups", "describe", group, "nobody").status());
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("Warn"))
                .sorted()
                .toList();
    }

    /** What Kafka's own tool prints. */
    private static List<String> kafkas(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            List<String> all = new ArrayList<>(List.of("--bootstrap-server", BROKER));
            all.addAll(List.of(words));
            ConsumerGroupCommand.main(all.toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        return out.toString(UTF_8).lines().toList();
    }

    private List<Long> committed(String topic) {
        return List.of(
                Feed.committed(group, topic, 0).orElse(-1L),
                Feed.committed(group, topic, 1).orElse(-1L));
    }

    private Result reset(String... words) {
        List<String> all = new ArrayList<>(List.of("groups", "reset", group));
        all.addAll(List.of(words));
        return tool(all.toArray(String[]::new));
    }

    @Test
    void a_reset_plans_what_kafkas_own_tool_plans() {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        String later = Instant.now()
                .plusSeconds(3600)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", ".000Z");
        for (List<String> pair : List.of(
                List.of("earliest", "--to-earliest"),
                List.of("latest", "--to-latest"),
                List.of("current", "--to-current"),
                List.of("7", "--to-offset=7"),
                List.of("99", "--to-offset=99"),
                List.of("+3", "--shift-by=3"),
                List.of("-3", "--shift-by=-3"),
                List.of("-99", "--shift-by=-99"),
                List.of("2020-01-01T00:00:00Z", "--to-datetime=2020-01-01T00:00:00.000"),
                List.of(later, "--to-datetime=" + later),
                List.of("-1h", "--by-duration=PT1H"))) {
            List<String> kafkas = sorted(
                    kafkas("--reset-offsets", "--group", group, "--all-topics", pair.get(1), "--dry-run", "--export"));
            assertEquals(2, kafkas.size(), kafkas.toString());
            assertEquals(
                    unquoted(kafkas),
                    sorted(reset("--to", pair.get(0), "--export").lines()),
                    pair.toString());
            assertEquals(
                    unquoted(kafkas),
                    sorted(reset(pair.get(1), "--dry-run", "--export").lines()),
                    pair.toString());
        }
        assertEquals(List.of(4L, 8L), committed(topic));
    }

    /** Kafka's writer quotes long names, whether they need it or not. */
    private static List<String> unquoted(List<String> lines) {
        return lines.stream().map(line -> line.replace("\"", "")).toList();
    }

    @Test
    void files_of_kafkas_own_tool_and_ours_are_read_by_both(@TempDir Path folder) throws IOException {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        Path theirs = folder.resolve("theirs.csv");
        Files.write(
                theirs,
                kafkas(
                        "--reset-offsets",
                        "--group",
                        group,
                        "--topic",
                        topic,
                        "--to-offset",
                        "3",
                        "--dry-run",
                        "--export"));
        assertEquals(
                0,
                reset("--to", theirs.toString(), "--execute", "--undo", "/dev/null")
                        .status());
        assertEquals(List.of(3L, 3L), committed(topic));
        Path ours = folder.resolve("ours.csv");
        Files.writeString(ours, reset("--to", "6", "--export").out());
        kafkas("--reset-offsets", "--group", group, "--topic", topic, "--from-file", ours.toString(), "--execute");
        assertEquals(List.of(6L, 6L), committed(topic));
    }

    @Test
    void the_description_says_what_kafkas_own_tool_says() {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        try (KafkaConsumer<byte[], byte[]> member = member(topic)) {
            assertEquals(2, member.assignment().size());
            List<String> ours = tool("lag", group).lines();
            List<String> theirs = kafkas("--describe", "--group", group, "--offsets").stream()
                    .filter(line -> line.startsWith(group))
                    .map(line -> line.strip().split(" +"))
                    // Group, topic, partition, committed, end, lag, member, host, client.
                    .map(cells ->
                            String.join("\t", cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[8]))
                    .toList();
            assertEquals(sorted(theirs), sorted(ours));
        }
    }

    @Test
    void a_reset_is_read_back_and_can_be_undone(@TempDir Path folder) throws IOException {
        String topic = topicOfTen();
        commit(topic, 4, -1);
        Path undo = folder.resolve("undo.jsonl");
        Result dry = reset("--to", "latest");
        assertEquals(0, dry.status(), dry.err());
        assertEquals(
                List.of(
                        group + "\t" + topic + "\t0\t4\t10\tplanned\t-",
                        group + "\t" + topic + "\t1\t-\t10\tplanned\t-"),
                dry.lines());
        assertTrue(dry.err().contains("nothing was changed; --execute moves 2 partitions"), dry.err());
        assertEquals(List.of(4L, -1L), committed(topic));
        Result moved = reset("--to", "latest", "--execute", "--undo", undo.toString(), "--json");
        assertEquals(0, moved.status(), moved.err());
        assertEquals(
                "{\"group\":\"" + group + "\",\"topic\":\"" + topic
                        + "\",\"partition\":0,\"from\":4,\"to\":10,\"outcome\":\"reset\",\"note\":null}",
                moved.lines().get(0));
        assertTrue(moved.err().contains("moved 2 partitions of group '" + group + "', and read back"), moved.err());
        assertEquals(List.of(10L, 10L), committed(topic));
        assertEquals(2, Files.readAllLines(undo).size());
        assertEquals(
                7,
                reset("--to", "earliest", "--execute", "--undo", undo.toString())
                        .status());
        assertEquals(List.of(10L, 10L), committed(topic));
        assertEquals(
                0,
                reset(
                                "--to",
                                undo.toString(),
                                "--execute",
                                "--undo",
                                folder.resolve("2").toString())
                        .status());
        assertEquals(List.of(4L, -1L), committed(topic));
        assertTrue(reset("--to", undo.toString()).out().contains("\t4\t4\tunchanged\t"));
    }

    @Test
    void a_group_with_members_is_refused_and_they_are_named(@TempDir Path folder) {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        Path undo = folder.resolve("undo");
        try (KafkaConsumer<byte[], byte[]> member = member(topic)) {
            assertEquals(2, member.assignment().size());
            for (List<String> words : List.of(List.of("--execute", "--undo", undo.toString()), List.<String>of())) {
                List<String> all = new ArrayList<>(List.of("--to", "earliest"));
                all.addAll(words);
                Result refused = reset(all.toArray(String[]::new));
                assertEquals(1, refused.status());
                assertTrue(refused.err().contains("has 1 member: member on 127.0.0.1; stop it first"), refused.err());
                assertEquals(2, refused.lines().size());
            }
            Result kept = tool("groups", "delete", "--yes", group);
            assertEquals(1, kept.status(), kept.err());
            assertEquals(List.of(group + "\tfailed\tit has 1 member: member on 127.0.0.1"), kept.lines());
        }
        assertTrue(Files.notExists(undo));
        assertEquals(List.of(4L, 8L), committed(topic));
    }

    @Test
    void a_topic_that_was_created_again_is_left_alone(@TempDir Path folder) {
        String topic = topicOfTen();
        String other = topicOfTen();
        commit(topic, 4, 8);
        commit(other, 4, 8);
        Path undo = folder.resolve("undo");
        assertEquals(
                0,
                reset("--to", "earliest", "--execute", "--undo", undo.toString())
                        .status());
        Feed.recreate(topic, 2);
        Feed.numbers(topic, 2, 1, 20);
        Result back = reset("--to", undo.toString(), "--execute", "--undo", "/dev/null");
        assertEquals(3, back.status(), back.err());
        assertEquals(
                2,
                back.lines().stream()
                        .filter(line -> line.endsWith("\tleft\tthe topic was created again since"))
                        .count());
        assertEquals(List.of(4L, 8L), committed(other));
        assertEquals(List.of(-1L, -1L), committed(topic));
    }

    @Test
    void some_partitions_may_be_named_and_what_is_not_there_is_status_6(@TempDir Path folder) {
        String topic = topicOfTen();
        Result made = reset(
                "--to",
                "5",
                "-t",
                topic + ":1",
                "--execute",
                "--undo",
                folder.resolve("u").toString());
        assertEquals(0, made.status(), made.err());
        assertTrue(made.err().contains("does not exist yet; a reset makes it"), made.err());
        assertEquals(List.of(-1L, 5L), committed(topic));
        assertEquals(6, reset("--to", "5", "-t", topic + ":2").status());
        assertEquals(6, reset("--to", "5", "-t", topic + "x").status());
        assertEquals(6, tool("groups", "reset", "nobody", "--to", "5").status());
        assertEquals(2, reset("--to", "banana").status());
        assertEquals(2, reset().status());
        assertEquals(2, reset("--to", "5", "--to-earliest").status());
        assertEquals(2, tool("groups", "reset", "--to", "5").status());
        Result partly = reset("--to", "+1");
        assertEquals(3, partly.status());
        assertTrue(partly.out().contains("\t0\t-\t-\tleft\tnothing is committed that could be shifted"), partly.out());
    }

    @Test
    void a_share_group_is_described_reset_and_deleted() {
        String topic = topicOfTen();
        Feed.groupSetting(group, "share.auto.offset.reset", "earliest");
        Map<String, Object> settings = Map.of("bootstrap.servers", BROKER, "group.id", group, "client.id", "sharer");
        try (KafkaShareConsumer<byte[], byte[]> member =
                new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(topic));
            // Where its window begins is moved late, what is left to read is known at once.
            Await.that("an end", 40, () -> {
                member.poll(Duration.ofMillis(100));
                return tool("groups", "describe", group).lines().stream()
                                .filter(line ->
                                        line.matches(".*\tStable\tshare\tshare\t.*\t[01]\t0\t[0-9]+\t10\t0\tsharer"))
                                .count()
                        == 2;
            });
            assertEquals(0, tool("lag", "--max", "0", group).status());
            Result refused = reset("--to", "4", "--execute", "--undo", "/dev/null");
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("has 1 member: sharer on 127.0.0.1"), refused.err());
        }
        Await.that("an empty group", 30, () -> tool("groups", group).out().contains("\tEmpty\t"));
        Result moved = reset("--to", "4", "-t", topic + ":0", "--execute", "--undo", "/dev/null");
        assertEquals(0, moved.status(), moved.err());
        assertTrue(moved.out().matches(".*\t0\t[0-9]+\t4\treset\t-\n"), moved.out());
        assertTrue(tool("lag", group).out().contains("\t0\t4\t10\t6\t"), () -> tool("lag", group)
                .out());
        Result half = tool("groups", "delete", group, "--offsets", topic + ":0", "--yes");
        assertEquals(1, half.status(), half.out());
        assertTrue(half.out().endsWith("\tfailed\ta share group can forget whole topics only\n"), half.out());
        Result forgotten = tool("groups", "delete", group, "--offsets", topic, "--yes");
        assertEquals(0, forgotten.status(), forgotten.out() + forgotten.err());
        assertEquals(2, forgotten.lines().size());
        assertEquals(0, tool("groups", "delete", group, "--yes").status());
        assertEquals(6, tool("groups", "describe", group).status());
    }

    @Test
    void groups_are_deleted_by_pattern_after_they_were_shown(@TempDir Path folder) {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        String pattern = "*" + group.substring(3, 30) + "*";
        Result refused = tool("groups", "delete", pattern);
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("  " + group + " (classic, Empty)\n"), refused.err());
        assertTrue(refused.err().contains("--yes is needed to delete 1 group"), refused.err());
        Result one = tool("groups", "delete", group, "--offsets", topic + ":1", "--yes");
        assertEquals(List.of(group + "\t" + topic + "\t1\t8\t-\tdeleted\t-"), one.lines());
        assertEquals(List.of(4L, -1L), committed(topic));
        Path undo = folder.resolve("undo");
        Result deleted = tool("groups", "delete", "--yes", "--undo", undo.toString(), pattern);
        assertEquals(0, deleted.status(), deleted.err());
        assertEquals(List.of(group + "\tdeleted\t-"), deleted.lines());
        assertEquals(6, tool("groups", "delete", "--yes", pattern).status());
        assertEquals(6, tool("groups", "delete", "--yes", group).status());
        assertEquals(
                0,
                reset("--to", undo.toString(), "--execute", "--undo", "/dev/null")
                        .status());
        assertEquals(List.of(4L, -1L), committed(topic));
    }

    @Test
    void a_watch_ends_when_the_lag_is_small_enough_or_time_is_up() {
        String topic = topicOfTen();
        commit(topic, 4, 8);
        Result late = tool("lag", "--watch=1s", "--max", "0", "--timeout", "1s", "--json", group);
        assertEquals(27, late.status(), late.err());
        assertEquals(4, late.lines().size(), late.out());
        assertTrue(late.lines().get(0).contains("\"rate\":null,\"arriving\":null,\"left\":null"), late.out());
        assertTrue(late.lines().get(2).contains("\"lag\":6,\"rate\":0.0,\"arriving\":0.0,\"left\":null"), late.out());
        assertEquals(0, tool("lag", "--watch=1s", "--timeout", "1s", group).status());
        commit(topic, 10, 10);
        Result done = tool("lag", "--watch", "--max", "0", group);
        assertEquals(0, done.status(), done.err());
        assertEquals(2, done.lines().size());
    }

    @Test
    void the_words_of_kafkas_own_tool_lead_to_ours() {
        assertTrue(tool("groups", "--describe").err().contains("use 'kafka-consumer groups describe'"));
        Result late = tool("groups", "-b", BROKER, "describe");
        assertEquals(2, late.status());
        assertTrue(late.err().contains("comes first: kafka-consumer groups describe"), late.err());
    }
}
