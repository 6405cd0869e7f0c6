package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/**
 * The situations in which other command line consumers lose or repeat records: here none is lost in any.
 *
 * <p>{@code -Drows.stops=5 -Drows.kills=4} for as many stops and kills as the others were given.
 */
class RivalsRowsJarIT {
    private static final int STOPS = Integer.getInteger("rows.stops", 2);
    private static final int KILLS = Integer.getInteger("rows.kills", 2);

    private static List<String> sorted(List<String> lines) {
        return lines.stream()
                .map(Integer::valueOf)
                .sorted()
                .map(String::valueOf)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void stops_by_a_signal_under_traffic_lose_and_repeat_nothing(String protocol) {
        String topic = Feed.topic(1);
        String[] args = {"-b", BROKER, "-g", "stops-" + protocol, "--group-protocol", protocol, topic};
        List<String> lines = new ArrayList<>();
        List<String> sent;
        try (Traffic traffic = new Traffic(topic, 1)) {
            for (int stop = 0; stop < STOPS; stop++) {
                try (Child child = Child.start(args)) {
                    int before = traffic.sent();
                    Await.that("new records", 40, () -> child.written().contains("\n" + (before + 50) + "\n"));
                    child.signal(stop % 2 == 0 ? "TERM" : "INT");
                    Child.Result result = child.ended(20);
                    assertTrue(result.status() > 128, result.err());
                    lines.addAll(result.lines());
                }
            }
            sent = traffic.stop();
        }
        List<String> last = new ArrayList<>(List.of(args));
        last.add("-e");
        lines.addAll(Child.run(last.toArray(String[]::new)).lines());
        assertEquals(sent, lines);
    }

    @Test
    void a_member_that_comes_and_goes_under_traffic_costs_and_repeats_nothing() {
        String topic = Feed.topic(4);
        String[] args = {"-b", BROKER, "-g", "guest", topic};
        try (Traffic traffic = new Traffic(topic, 4);
                Child host = Child.start(args)) {
            Await.that("records", 30, () -> host.written().length() > 100);
            List<String> lines = new ArrayList<>();
            for (int visit = 0; visit < 2; visit++) {
                try (Child guest = Child.start(args)) {
                    Await.that("records of the guest", 30, () -> guest.written().length() > 100);
                    guest.signal("TERM");
                    lines.addAll(guest.ended(20).lines());
                }
            }
            List<String> sent = traffic.stop();
            Await.that("the rest", 30, () -> host.written().lines().count() + lines.size() >= sent.size());
            host.signal("TERM");
            lines.addAll(host.ended(20).lines());
            assertEquals(sent, sorted(lines));
        }
    }

    /** To a file and through a pipe to one; with --static the next run need not wait for the session to end. */
    @ParameterizedTest
    @ValueSource(strings = {"", "| cat"})
    void kill_9_loses_nothing_repeats_what_it_says_leaves_no_half_line_and_costs_no_44_seconds(
            String pipe, @TempDir Path folder) throws IOException {
        String topic = Feed.topic(1);
        String group = "kill" + pipe.length();
        String line = "TOOL -b " + BROKER + " -g " + group + " --static one --commit-every 20 " + topic;
        List<String> lines = new ArrayList<>();
        long longest = 0;
        try (Traffic traffic = new Traffic(topic, 1)) {
            for (int life = 0; life < KILLS; life++) {
                Path out = folder.resolve("out" + life);
                Path pid = folder.resolve("pid" + life);
                long begun = System.nanoTime();
                try (Child child =
                        Child.shell("(echo $BASHPID > " + pid + "; exec " + line + ") " + pipe + " > " + out)) {
                    Await.that("a record", 40, () -> size(out) > 0);
                    longest = Math.max(longest, System.nanoTime() - begun);
                    int before = traffic.sent();
                    Await.that("new records", 40, () -> text(out).contains("\n" + (before + 50) + "\n"));
                    new ProcessBuilder("kill", "-9", Files.readString(pid).strip()).start();
                    child.ended(20);
                }
                String written = text(out);
                assertTrue(written.endsWith("\n"), "half a line: " + written.substring(written.length() - 5));
                lines.addAll(written.lines().toList());
            }
            List<String> sent = traffic.stop();
            Child.Result last = Child.run("-b", BROKER, "-g", group, "--static", "one", "-e", topic);
            lines.addAll(last.lines());
            assertEquals(new HashSet<>(sent), new HashSet<>(lines));
            assertTrue(lines.size() - sent.size() <= KILLS * 20 + unreadOf(pipe), lines.size() + " of " + sent.size());
        }
        System.out.println(
                "kill -9 and --static: first record after " + TimeUnit.NANOSECONDS.toMillis(longest) + " ms at most");
        assertTrue(longest < TimeUnit.SECONDS.toNanos(20), longest + " ns until the first record");
    }

    /** What the reader of a pipe has not taken out yet is not committed: with cat that is next to nothing. */
    private static int unreadOf(String pipe) {
        return pipe.isEmpty() ? 0 : 80;
    }

    private static long size(Path file) {
        return Files.exists(file) ? text(file).length() : 0;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void twice_head_and_twice_five_go_on_with_the_next_record() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 300);
        for (int run = 0; run < 2; run++) {
            Child.Result head = Child.runShell("TOOL -b " + BROKER + " -g twice " + topic + " | head -5");
            assertEquals(sorted(five(run * 10 + 1)), head.lines());
            Child.Result count = Child.run("-b", BROKER, "-g", "twice", "-c", "5", topic);
            assertEquals(sorted(five(run * 10 + 6)), count.lines());
        }
    }

    private static List<String> five(int first) {
        return List.of(first, first + 1, first + 2, first + 3, first + 4).stream()
                .map(String::valueOf)
                .toList();
    }

    /** Under KIP-848 the name of a member that died is taken until its session ends: the tool waits and goes on. */
    @Test
    void a_static_member_of_the_new_protocol_waits_for_its_own_dead_self() {
        String topic = Feed.topic(1);
        Feed.groupSetting("static848", "consumer.session.timeout.ms", "6000");
        Feed.numbers(topic, 1, 1, 100);
        String[] args = {
            "-b",
            BROKER,
            "-g",
            "static848",
            "--group-protocol",
            "consumer",
            "--static",
            "one",
            "--commit-every",
            "1",
            topic
        };
        try (Child first = Child.start(args)) {
            Await.that("100 records", 30, () -> first.written().endsWith("100\n"));
            Await.that(
                    "a commit", 20, () -> Feed.committed("static848", topic, 0).orElse(0L) == 100);
            first.signal("KILL");
            first.ended(10);
        }
        Feed.numbers(topic, 1, 101, 200);
        try (Child second = Child.start(args)) {
            Await.that("the other 100", 40, () -> second.written().endsWith("200\n"));
            assertEquals(100, second.written().lines().count());
            assertTrue(second.said().contains("waiting for the group to drop the member"), second.said());
        }
    }
}
