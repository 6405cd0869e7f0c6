package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;

/** Topics that are deleted, and others that get their names. */
class TopicIdentityIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();

    private final String topic = "identity-" + UUID.randomUUID();

    private static void delete(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.deleteTopics(List.of(name)).all().get();
            Await.that("the topic to go", 20, () -> !names(admin).contains(name));
        }
    }

    private static java.util.Set<String> names(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void recreate(String name) throws Exception {
        delete(name);
        SharedSandbox.get().createTopic(name, 1);
    }

    private static String lines(int first, int last) {
        return String.join(
                        "\n",
                        IntStream.rangeClosed(first, last)
                                .mapToObj(Integer::toString)
                                .toList()) + "\n";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_place_is_not_used_for_another_topic(boolean transactional, @TempDir Path folder) throws Exception {
        Path input = Files.writeString(folder.resolve("in"), lines(1, 110));
        List<String> options = new ArrayList<>(List.of(
                "-b",
                BROKER,
                "--create",
                "1",
                "-l",
                input.toString(),
                "--resume",
                folder.resolve("p").toString()));
        if (transactional) {
            options.addAll(List.of("--transactional-id", topic));
        }
        assertEquals(ExitStatus.OK, run(options, topic).status());
        InProcess.Result other = run(options, topic + "-other");
        assertEquals(ExitStatus.USAGE, other.status(), other.err());
        assertTrue(other.err().contains("'" + topic + "', not to '" + topic + "-other'"), other.err());
        Files.writeString(input, lines(1, 120));
        assertEquals(ExitStatus.OK, run(options, topic).status());
        recreate(topic);
        InProcess.Result again = run(options, topic);
        assertEquals(ExitStatus.USAGE, again.status(), again.err());
        assertTrue(again.err().contains("was deleted and created again"), again.err());
        assertEquals(1, again.err().lines().count(), again.err());
        assertEquals(List.of(), Log.of(BROKER, topic));
        Files.delete(folder.resolve("p"));
        assertEquals(ExitStatus.OK, run(options, topic).status());
        assertEquals(120, Log.of(BROKER, topic, "read_committed").size());
    }

    private static InProcess.Result run(List<String> options, String topic) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-t", topic));
        return InProcess.run("", all.toArray(String[]::new));
    }

    @Test
    void a_place_of_an_earlier_version_is_used_and_written_anew(@TempDir Path folder) throws Exception {
        Path input = Files.writeString(folder.resolve("in"), lines(1, 110));
        Path place = folder.resolve("p");
        List<String> options =
                List.of("-b", BROKER, "--create", "1", "-l", input.toString(), "--resume", place.toString());
        assertEquals(ExitStatus.OK, run(options, topic).status());
        Files.writeString(place, Files.readString(place).replaceFirst("topic=\\S+ id=\\S+ ", ""));
        Files.writeString(input, lines(1, 120));
        assertEquals(ExitStatus.OK, run(options, topic).status());
        assertEquals(120, Log.of(BROKER, topic).size());
        assertTrue(Files.readString(place).startsWith("topic=" + topic + " id="), Files.readString(place));
    }

    /** A run whose input goes on for as long as the test likes. */
    private final class Running {
        private final PipedOutputStream lines = new PipedOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final CompletableFuture<ExitStatus> ended;

        Running(String... more) throws IOException {
            PipedInputStream input = new PipedInputStream(lines);
            Console console = Console.of("kafka-producer", input, new ByteArrayOutputStream(), err);
            List<String> args = new ArrayList<>(List.of("-b", BROKER, "-t", topic, "--summary", "text"));
            args.addAll(List.of(more));
            ended = CompletableFuture.supplyAsync(
                    () -> Tool.run(new ProducerOptions(), console, args.toArray(String[]::new)));
        }

        void line(int number) throws IOException {
            lines.write((number + "\n").getBytes(UTF_8));
            lines.flush();
        }

        String said() {
            return err.toString(UTF_8);
        }

        ExitStatus status() throws Exception {
            return ended.get(30, TimeUnit.SECONDS);
        }
    }

    /** Runs begin to look at their topics a second after their start; nothing of that can be seen from outside. */
    private static void awaitFirstLook() {
        long begun = System.nanoTime();
        Await.that("the first look", 10, () -> System.nanoTime() - begun > 3_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--sync", "--transactional-id"})
    void a_run_whose_topic_is_gone_ends_with_6_and_counts_what_arrived(String option) throws Exception {
        SharedSandbox.get().createTopic(topic, 1);
        String[] more = option.isEmpty()
                ? new String[0]
                : option.equals("--sync")
                        ? new String[] {option}
                        : new String[] {option, topic, "--transaction-batch", "1"};
        Running run = new Running(more);
        run.line(1);
        Await.that("a record", 20, () -> Log.of(BROKER, topic).size() == 1);
        awaitFirstLook();
        delete(topic);
        run.line(2);
        assertEquals(ExitStatus.NOT_FOUND, run.status(), run.said());
        assertTrue(run.said().contains("topic '" + topic + "' is gone"), run.said());
        assertTrue(run.said().contains(" 1 acknowledged, 1 failed"), run.said());
    }

    @Test
    void a_run_goes_on_in_a_topic_that_was_created_again_and_says_so() throws Exception {
        SharedSandbox.get().createTopic(topic, 1);
        Running run = new Running();
        run.line(1);
        Await.that("a record", 20, () -> Log.of(BROKER, topic).size() == 1);
        awaitFirstLook();
        recreate(topic);
        Await.that("the warning", 20, () -> run.said().contains("was deleted and created again"));
        run.line(2);
        run.lines.close();
        assertEquals(ExitStatus.OK, run.status(), run.said());
        assertEquals(List.of("2"), Log.values(Log.of(BROKER, topic)).toList());
    }

    @Test
    void a_missing_topic_is_said_within_a_second_with_how_to_make_it() {
        long quickest = LongStream.range(0, 3)
                .map(n -> {
                    long begun = System.nanoTime();
                    InProcess.Result result = InProcess.run("x\n", "-b", BROKER, "-t", topic);
                    assertEquals(ExitStatus.NOT_FOUND, result.status(), result.err());
                    assertTrue(result.err().contains("does not exist"), result.err());
                    assertTrue(result.err().contains("--create 6 makes it"), result.err());
                    return System.nanoTime() - begun;
                })
                .min()
                .orElseThrow();
        assertTrue(quickest < TimeUnit.MILLISECONDS.toNanos(1200), quickest / 1_000_000 + " ms");
    }
}
