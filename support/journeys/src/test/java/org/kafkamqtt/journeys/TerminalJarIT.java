package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Pty;
import org.kafkamqtt.sandbox.trial.Screen;

/** What a person sees who watches a run on a terminal, and after Ctrl-C. */
class TerminalJarIT {
    private static final Pattern BAR = Pattern.compile("\\[#+\\.*]");

    private final Sandbox sandbox = SharedSandbox.get();
    private final String kafka = " -b " + sandbox.kafkaAddress();
    private final String mqtt = " -h " + sandbox.mqttAddress().replaceFirst(":.*", "") + " -p "
            + sandbox.mqttAddress().replaceFirst(".*:", "");
    private final String name = "t-" + UUID.randomUUID();
    private final Path folder;

    /** The size of a terminal. */
    record Size(int columns, int rows) {
        @Override
        public String toString() {
            return columns + "x" + rows;
        }
    }

    static Stream<Size> sizes() {
        return Stream.of(new Size(80, 24), new Size(60, 20));
    }

    TerminalJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void terminals() {
        assumeTrue(Pty.available(), "script or stty is not installed");
    }

    private static Pty start(Size size, String command) {
        return Pty.start(size.columns, size.rows, command);
    }

    private String lines(int count) throws IOException {
        String text = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "line-" + i + "\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("lines-" + count), text).toString();
    }

    private static long count(Screen screen, String text) {
        return screen.all().stream().filter(line -> line.contains(text)).count();
    }

    private static void checkLaidOut(Screen screen) {
        assertEquals(List.of(), screen.wrapped(), screen.text());
        assertTrue(count(screen, "left") <= 1, screen.text());
        assertTrue(
                screen.all().stream().filter(BAR.asPredicate()).count() <= 1,
                () -> "remains of a bar:\n" + screen.text());
    }

    /** Types Ctrl-C: what redraws itself goes without a trace, what was said stays. */
    private static Screen interrupt(Pty terminal) {
        Pty.Ended ended = terminal.type(Pty.INTERRUPT).ended(20);
        checkLaidOut(ended.screen());
        assertFalse(BAR.matcher(ended.screen().text()).find(), ended.screen().text());
        assertEquals(130, ended.status(), ended.screen().text());
        return ended.screen();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void the_producer_shows_a_bar(Size size) throws IOException {
        sandbox.createTopic(name, 1);
        String command = "bin/kafka-producer" + kafka + " --progress --rate 200/s -t " + name + " -l " + lines(5000);
        try (Pty terminal = start(size, command)) {
            Screen screen = terminal.await("a bar", 20, at -> count(at, " s left") == 1 && count(at, "]   2 %") == 0);
            checkLaidOut(screen);
            assertEquals(1, screen.lines().size(), screen.text());
            assertTrue(screen.lines().get(0).matches("\\[#*\\.+]  .* % .*[0-9] acknowledged.* left"), screen.text());
            Screen last = interrupt(terminal);
            assertTrue(last.lines().get(0).startsWith("kafka-producer: "), last.text());
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void the_consumer_shows_its_lag_above_its_bar_and_records_above_both(Size size) {
        sandbox.createTopic(name, 3);
        assertEquals(
                0,
                Jars.run("printf '%s\\n' a b c d e | kafka-producer" + kafka + " -t " + name)
                        .status());
        String command = "bin/kafka-consumer" + kafka + " --progress --lag-interval 300ms -c 10 -t " + name;
        try (Pty terminal = start(size, command)) {
            Screen screen = terminal.await("both", 20, at -> count(at, "50 %") == 1 && count(at, "total") == 1);
            checkLaidOut(screen);
            assertEquals(
                    List.of("a", "b", "c", "d", "e"),
                    screen.lines().stream().limit(5).sorted().toList());
            assertTrue(screen.lines().get(5).startsWith("TOPIC "), screen.text());
            assertTrue(screen.lines().get(9).startsWith("total "), screen.text());
            assertEquals(11, screen.lines().size(), screen.text());
            Screen last = interrupt(terminal);
            assertEquals(1, count(last, "TOPIC "), last.text());
            assertEquals(1, count(last, "total "), last.text());
        }
    }

    @Test
    void a_hundred_partitions_fit_a_small_terminal() {
        sandbox.createTopic(name, 100);
        assertEquals(
                0, Jars.run("seq 300 | kafka-producer" + kafka + " -t " + name).status());
        String command = "bin/kafka-consumer" + kafka + " --progress --lag-interval 300ms -c 1000 -t " + name
                + " --out " + folder;
        try (Pty terminal = start(new Size(30, 8), command)) {
            Screen screen = terminal.await("all", 20, at -> count(at, "30 %") == 1 && count(at, "… 97 more") == 1);
            assertEquals(7, screen.lines().size(), screen.text());
            assertEquals(List.of(), screen.wrapped());
            terminal.type(Pty.INTERRUPT).ended(20);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void the_consumer_sums_up_what_it_read_of_each_partition(Size size) {
        sandbox.createTopic(name, 2);
        assertEquals(
                0,
                Jars.run("seq -f 'key%g:x' 2000 | kafka-producer" + kafka + " -K : -t " + name)
                        .status());
        String command = "bin/kafka-consumer" + kafka + " -e --stats -t " + name + " --out " + folder;
        try (Pty terminal = start(size, command)) {
            Pty.Ended ended = terminal.ended(20);
            assertEquals(0, ended.status(), ended.screen().text());
            assertEquals(List.of(), ended.screen().wrapped());
            List<String> lines = ended.screen().lines();
            assertTrue(
                    lines.get(0).matches("TOPIC +PARTITION +RECORDS.*"),
                    ended.screen().text());
            assertTrue(lines.get(3).matches("total +2,000 .*"), ended.screen().text());
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void the_busiest_topics_are_watched(Size size) {
        String longName = name + "/" + "long".repeat(50);
        for (String topic : List.of(longName, name + "/short")) {
            assertEquals(
                    0,
                    Jars.run("mqtt-publish" + mqtt + " -r -q 1 -t " + topic + " -m '" + "payload ".repeat(30) + "'")
                            .status());
        }
        try (Pty terminal = start(size, "bin/mqtt-subscribe" + mqtt + " --watch -t '" + name + "/#'")) {
            Screen screen = terminal.await("a table", 20, at -> count(at, "payload") == 2);
            checkLaidOut(screen);
            assertEquals(3, screen.lines().size(), screen.text());
            assertTrue(screen.lines().get(0).matches(" *MESSAGES .*TOPIC +LAST PAYLOAD"), screen.text());
            Screen last = interrupt(terminal);
            assertEquals(1, count(last, "TOPIC"), last.text());
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void statistics_of_a_subscription_are_one_line_below_the_messages(Size size) {
        assertEquals(
                0,
                Jars.run("mqtt-publish" + mqtt + " -r -q 1 -t " + name + " -m hello")
                        .status());
        try (Pty terminal = start(size, "bin/mqtt-subscribe" + mqtt + " -q 1 --stats -t " + name)) {
            Screen screen = terminal.await("statistics", 20, at -> count(at, "1 received  0/s") == 1);
            checkLaidOut(screen);
            assertEquals("hello", screen.lines().get(0));
            assertEquals(2, screen.lines().size(), screen.text());
            Screen last = interrupt(terminal);
            assertEquals("hello", last.lines().get(0));
            assertEquals(0, count(last, "1 received  0/s"), last.text());
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void the_publisher_shows_a_bar(Size size) throws IOException {
        String command = "bin/mqtt-publish" + mqtt + " --progress -q 1 --rate 200/s -t " + name + " -l " + lines(5000);
        try (Pty terminal = start(size, command)) {
            Screen screen = terminal.await("a bar", 20, at -> count(at, " s left") == 1);
            checkLaidOut(screen);
            assertEquals(1, screen.lines().size(), screen.text());
            assertTrue(screen.lines().get(0).matches("\\[#*\\.+]  .* % .*[0-9] acknowledged.* left"), screen.text());
            interrupt(terminal);
        }
    }

    @Test
    void a_dumb_terminal_gets_plain_lines() throws IOException {
        sandbox.createTopic(name, 1);
        String command = "env TERM=dumb bin/kafka-producer" + kafka + " --progress --rate 2000/s -t " + name + " -l "
                + lines(5000);
        try (Pty terminal = start(new Size(80, 24), command)) {
            Pty.Ended ended = terminal.ended(20);
            assertEquals(0, ended.status());
            assertFalse(terminal.sent().contains("\u001b"), terminal.sent());
            assertTrue(
                    count(ended.screen(), " acknowledged, 0 failed") >= 2,
                    ended.screen().text());
        }
    }

    @Test
    void colours_are_forced_into_a_pipe_and_forbidden_on_a_terminal() {
        sandbox.createTopic(name, 1);
        assertEquals(
                0,
                Jars.run("echo a:b | kafka-producer" + kafka + " -K : -t " + name)
                        .status());
        String line = "kafka-consumer" + kafka + " -e -K : -t " + name;
        assertEquals("a:b\n", Jars.run(line).out());
        assertTrue(Jars.run("export CLICOLOR_FORCE=1; " + line).out().contains("\u001b["), "forced");
        assertEquals(
                "a:b\n", Jars.run("export CLICOLOR_FORCE=1 NO_COLOR=1; " + line).out());
        try (Pty terminal = Pty.start(80, 24, "bin/" + line, Map.of("NO_COLOR", "1"))) {
            assertFalse(terminal.ended(20).screen().text().contains("\u001b"));
            assertEquals("a:b\r\n", terminal.sent());
        }
    }

    @Test
    void views_have_figures_for_people_on_a_terminal_and_for_programs_elsewhere() {
        sandbox.createTopic(name, 1);
        assertEquals(
                0, Jars.run("seq 4000 | kafka-producer" + kafka + " -t " + name).status());
        String line = "kafka-consumer offsets" + kafka + " " + name;
        String plain = Jars.run(line).out();
        assertTrue(plain.contains("\t4000\n") && !plain.contains(","), plain);
        try (Pty terminal = start(new Size(60, 20), "bin/" + line)) {
            Screen screen = terminal.ended(20).screen();
            assertEquals(List.of(), screen.wrapped());
            assertTrue(screen.lines().get(0).matches("TOPIC +PARTITION +FIRST +END"), screen.text());
            assertTrue(screen.text().contains(","), screen.text());
        }
    }
}
