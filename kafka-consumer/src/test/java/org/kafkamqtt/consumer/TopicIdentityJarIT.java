package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.Await;

/** Topics that are deleted, and others that get their names. */
class TopicIdentityJarIT {
    private static final String RECREATED = "was deleted and created again";

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    private static String lines(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Child child(String... args) {
        List<String> all = new ArrayList<>(List.of("-b", BROKER));
        all.addAll(List.of(args));
        return Child.start(all.toArray(String[]::new));
    }

    /** Runs begin to look at their topics a second after their start; nothing of that can be seen from outside. */
    private static void awaitFirstLook() {
        long begun = System.nanoTime();
        Await.that("the first look", 10, () -> System.nanoTime() - begun > 3_000_000_000L);
    }

    @Test
    void between_two_runs_a_file_is_sealed_and_another_begun_with_the_new_topic(@TempDir Path folder) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 70);
        String[] args = {"-b", BROKER, "-g", "o-" + topic, "-e", "--out", folder.toString(), "--dedupe", "value", topic
        };
        assertEquals(0, Child.run(args).status());
        Feed.recreate(topic, 1);
        Feed.numbers(topic, 1, 1, 200);
        Child.Result second = Child.run(args);
        assertEquals(0, second.status(), second.err());
        assertEquals(
                1, second.err().lines().filter(line -> line.contains(RECREATED)).count(), second.err());
        assertEquals(
                numbers(1, 200), lines(folder.resolve(topic + "-0.txt")).lines().toList());
        Path sealed = folder.resolve(topic + "-0.00000000000000000000-00000000000000000069.txt");
        assertEquals(numbers(1, 70), lines(sealed).lines().toList());
        Child.Result third = Child.run(args);
        assertEquals("", third.err());
    }

    @Test
    void every_kind_of_run_goes_on_with_all_of_the_new_topic_and_says_so(@TempDir Path folder) {
        String topic = Feed.topic(1);
        String copy = Feed.topic(1);
        String classic = "classic-" + UUID.randomUUID();
        String modern = "modern-" + UUID.randomUUID();
        Feed.numbers(topic, 1, 1, 100);
        Map<String, Child> children = new LinkedHashMap<>();
        try {
            children.put("classic group", child("-g", classic, topic));
            children.put("new group", child("-g", modern, "--group-protocol", "consumer", topic));
            children.put("no group", child(topic));
            children.put("one partition", child("-p", "0", "--dedupe", "value", topic));
            children.put("files", child("-g", "f-" + classic, "--out", folder.toString(), topic));
            children.put("copy", child("-g", "c-" + classic, "--to-topic", copy, topic));
            children.put("the copy", child("--read-committed", copy));
            children.forEach((name, child) -> {
                if (name.equals("files")) {
                    Await.that(name, 40, () -> lines(folder.resolve(topic + "-0.txt"))
                            .endsWith("100\n"));
                } else if (!name.equals("copy")) {
                    Await.that(name, 40, () -> child.written().endsWith("100\n"));
                }
            });
            awaitFirstLook();
            Feed.recreate(topic, 1);
            // Fewer, then more than the old topic had: neither is a place in the new one.
            Feed.numbers(topic, 1, 1, 50);
            Feed.numbers(topic, 1, 51, 200);
            List<String> all = new ArrayList<>(numbers(1, 100));
            all.addAll(numbers(1, 200));
            children.forEach((name, child) -> {
                if (name.equals("files")) {
                    Await.that(name, 40, () -> lines(folder.resolve(topic + "-0.txt"))
                            .equals(text(numbers(1, 200))));
                } else if (!name.equals("copy")) {
                    Await.that(name + ": " + child.said(), 40, () -> child.written()
                            .equals(text(all)));
                }
                if (!name.equals("the copy")) {
                    Await.that(name, 10, () -> child.said().contains(RECREATED));
                }
            });
            for (String group : List.of(classic, modern, "c-" + classic)) {
                Await.that(
                        group,
                        20,
                        () -> Feed.committed(group, topic, 0).equals(Optional.of(200L))
                                || group.startsWith("c-")
                                        && Feed.committed(group, topic, 0).isPresent());
            }
        } finally {
            children.values().forEach(Child::close);
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    @Test
    void every_kind_of_run_ends_with_6_soon_after_its_topic_is_gone(@TempDir Path folder) {
        String topic = Feed.topic(1);
        String copy = Feed.topic(1);
        String group = "gone-" + UUID.randomUUID();
        Feed.numbers(topic, 1, 1, 10);
        Map<String, Child> children = new LinkedHashMap<>();
        try {
            children.put("classic group", child("-g", group, topic));
            children.put("new group", child("-g", group + "n", "--group-protocol", "consumer", topic));
            children.put("no group", child(topic));
            children.put("pattern", child("--include", topic));
            children.put("share group", child("-g", group + "s", "--share", "-o", "beginning", topic));
            children.put("files", child("-g", group + "f", "--out", folder.toString(), topic));
            children.put("copy", child("-g", group + "c", "--to-topic", copy, topic));
            children.forEach((name, child) -> {
                if (!List.of("files", "copy").contains(name)) {
                    Await.that(name, 40, () -> child.written().endsWith("10\n"));
                }
            });
            Await.that(
                    "files", 40, () -> lines(folder.resolve(topic + "-0.txt")).endsWith("10\n"));
            awaitFirstLook();
            Feed.delete(topic);
            children.forEach((name, child) -> {
                Child.Result result = child.ended(20);
                assertEquals(6, result.status(), name + ": " + result.err());
                assertEquals(
                        "kafka-consumer: topic '" + topic + "' is gone: it was deleted while it was read\n",
                        result.err(),
                        name);
            });
        } finally {
            children.values().forEach(Child::close);
        }
    }

    @Test
    void the_others_go_on_when_one_topic_of_many_is_gone() {
        String stays = Feed.topic(1);
        String goes = Feed.topic(1);
        Feed.numbers(stays, 1, 1, 10);
        Feed.numbers(goes, 1, 1, 10);
        String group = "many-" + UUID.randomUUID();
        try (Child grouped = child("-g", group, "-c", "30", stays, goes);
                Child alone = child("-c", "30", stays, goes)) {
            for (Child child : List.of(grouped, alone)) {
                Await.that("20 records", 40, () -> child.written().lines().count() == 20);
            }
            awaitFirstLook();
            Feed.delete(goes);
            for (Child child : List.of(grouped, alone)) {
                Await.that("the news", 20, () -> child.said().contains("'" + goes + "' is gone"));
            }
            Feed.numbers(stays, 1, 11, 20);
            for (Child child : List.of(grouped, alone)) {
                Child.Result result = child.ended(20);
                assertEquals(6, result.status(), result.err());
                assertTrue(result.err().contains("continuing with the others"), result.err());
            }
        }
        assertEquals(Optional.of(20L), Feed.committed(group, stays, 0));
    }

    @Test
    void a_topic_to_copy_to_that_is_gone_ends_the_run_with_6() {
        String topic = Feed.topic(1);
        String copy = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 10);
        try (Child child = child("-g", "target-" + topic, "--to-topic", copy, topic)) {
            Await.that("the copy", 40, () -> Feed.committed("target-" + topic, topic, 0)
                    .isPresent());
            awaitFirstLook();
            Feed.delete(copy);
            Child.Result result = child.ended(20);
            assertEquals(6, result.status(), result.err());
            assertTrue(result.err().contains("topic '" + copy + "' is gone"), result.err());
        }
    }

    @Test
    void partitions_that_are_added_are_read_without_a_group_too() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 10);
        try (Child child = child(topic)) {
            Await.that("10 records", 40, () -> child.written().lines().count() == 10);
            awaitFirstLook();
            Feed.grow(topic, 3);
            Await.that("records of all partitions", 40, () -> {
                Feed.numbers(topic, 3, 11, 13);
                return child.written().lines().distinct().count() == 13;
            });
        }
        Child.Result config = Child.run("-b", BROKER, "--show-config", topic);
        assertTrue(config.out().contains("metadata.max.age.ms=30000"), config.out());
    }
}
