package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** Commands of {@code --into} of every kind: what they settle is over, and precisely the rest comes again. */
class IntoJarIT {
    private static final Pattern PAYLOAD = Pattern.compile("\"payload\":\"([^\"]*)\"");
    private static final Pattern DELIVERY = Pattern.compile("\"delivery\":\"([0-9a-f]{16}-[0-9]+)\"");
    /** Keeps its lines and says at once that it has them. */
    private static final String EACH = "while read -r line; do echo \"$line\" >> got; n=$((n+1)); echo $n; done";

    @TempDir
    Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test, or it does not run
    private Mosquitto broker;

    @BeforeEach
    void start() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        broker = Mosquitto.keeping(folder);
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private ChildTool child(int qos, String... more) {
        List<String> args =
                new ArrayList<>(List.of("-p", Integer.toString(broker.port()), "-t", "t", "-c", "-i", "me"));
        args.addAll(List.of("-q", Integer.toString(qos)));
        args.addAll(List.of(more));
        return ChildTool.start(
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString()), args.toArray(String[]::new));
    }

    private ChildTool.Result run(int qos, String... more) {
        try (ChildTool child = child(qos, more)) {
            return child.ended(60);
        }
    }

    private String inFolder(String command) {
        return "cd '" + folder + "'; n=0; " + command;
    }

    private void queue(int qos, int count) {
        assertEquals(0, run(qos, "-E").status());
        Broker.publish(broker.port(), qos, false, "t", numbers(1, count));
    }

    private static String[] numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private List<String> of(Pattern pattern, String file) throws IOException {
        List<String> found = new ArrayList<>();
        Path path = folder.resolve(file);
        for (Matcher m = pattern.matcher(Files.exists(path) ? Files.readString(path) : ""); m.find(); ) {
            found.add(m.group(1));
        }
        return found;
    }

    /** All that the session still has, which is then over. */
    private List<String> rest(int qos) {
        return run(qos, "--idle", "1500ms", "-F", "%p").out().lines().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_is_settled_line_by_line_is_acknowledged_in_order(int qos) throws IOException {
        queue(qos, 300);
        ChildTool.Result result = run(qos, "-C", "150", "--into", inFolder(EACH));
        assertEquals(new ChildTool.Result(0, "", ""), result);
        assertEquals(List.of(numbers(1, 150)), of(PAYLOAD, "got"));
        assertEquals(List.of(numbers(151, 300)), rest(qos));
    }

    @Test
    void one_answer_at_the_end_of_the_input_is_enough() {
        queue(1, 20);
        ChildTool.Result result = run(1, "-C", "12", "--into", "wc -l");
        assertEquals(new ChildTool.Result(0, "", ""), result);
        assertEquals(List.of(numbers(13, 20)), rest(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    head -n 5 >/dev/null; echo 3; exit 3 | 3 | exited with status 3 before its input ended
                    head -n 5 >/dev/null; echo 3; exit 0 | 3 | exited with status 0 before its input ended
                    read -r a; read -r b; echo 2; echo 1; cat >/dev/null | 2 | answered 1 after 2
                    read -r a; echo 1; echo 1000; cat >/dev/null | 1 | answered 1000 when it had been given
                    read -r a; echo 1; echo many; cat >/dev/null | 1 | answered 'many'
                    read -r a; echo 1; exec >&-; sleep 30 | 1 | closed its output
                    read -r a; echo 1; sleep 0.3; exec <&-; echo > closed; sleep 30 | 1 | closed its input before that ended
                    nosuch | 0 | exited with status 127 (it was not found) before its input ended
                    """)
    void a_command_that_fails_leaves_the_rest_with_the_broker(String command, int settled, String deed) {
        queue(1, 10);
        try (ChildTool child = child(1, "--into", inFolder(command))) {
            Await.that(
                    "the command to be given something",
                    30,
                    () -> !child.alive() || broker.said().contains("m10"));
            if (command.contains("closed")) {
                Await.that("its input to be closed", 30, () -> Files.exists(folder.resolve("closed")));
                Broker.publish(broker.port(), 1, false, "t", "more");
            }
            ChildTool.Result result = child.ended(30);
            assertEquals(7, result.status(), result.err());
            assertTrue(result.err().contains("mqtt-subscribe: the command of --into " + deed), result.err());
            assertTrue(result.err().contains("not settled and will be delivered again"), result.err());
        }
        assertEquals(List.of(numbers(settled + 1, 10)), rest(1).subList(0, 10 - settled));
    }

    @Test
    void a_command_that_settles_all_and_fails_then_is_told() {
        queue(1, 3);
        ChildTool.Result result = run(1, "-C", "3", "--into", "cat >/dev/null; echo 3; exit 9");
        assertEquals(
                new ChildTool.Result(3, "", "mqtt-subscribe: the command of --into exited with status 9\n"), result);
        assertEquals(List.of(), rest(1));
    }

    /** It goes on reading, deaf to SIGTERM, and neither answers nor ends. */
    @Test
    void a_command_that_never_answers_is_ended_with_all_that_it_started() throws IOException {
        queue(1, 10);
        String marker = "31" + ProcessHandle.current().pid();
        try (ChildTool child =
                child(1, "--into", inFolder("trap '' TERM; cat > got; sleep " + marker + " & echo x > asleep; wait"))) {
            Await.that("it has all", 30, () -> has("got", 10));
            child.signal("TERM");
            ChildTool.Result result = child.ended(25);
            assertEquals(143, result.status(), result.err());
            assertEquals(
                    "mqtt-subscribe: the command of --into did not exit within 10 s after its input ended;"
                            + " 10 lines are not settled and will be delivered again\n",
                    result.err());
        }
        assertTrue(Files.exists(folder.resolve("asleep")));
        assertTrue(
                ProcessHandle.allProcesses()
                        .noneMatch(each -> Arrays.asList(each.info().arguments().orElse(new String[0]))
                                .contains(marker)),
                "it lives on");
        assertEquals(List.of(numbers(1, 10)), rest(1));
    }

    private boolean has(String file, int lines) {
        try {
            Path path = folder.resolve(file);
            return Files.exists(path) && Files.readString(path).lines().count() >= lines;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_comes_again_after_a_kill_has_the_name_it_had(int qos) throws IOException {
        queue(qos, 12);
        String four =
                "while read -r line; do n=$((n+1)); [ $n -gt 4 ] || echo $n; echo \"$line\" >> got; done; echo x > end";
        try (ChildTool child = child(qos, "--into", inFolder(four))) {
            Await.that("it has all", 30, () -> has("got", 12));
            child.signal("KILL");
            assertEquals(137, child.ended(20).status());
        }
        Await.that("the command to see the end of its input", 20, () -> Files.exists(folder.resolve("end")));
        Broker.publish(broker.port(), qos, false, "t", "12");
        List<String> first = of(DELIVERY, "got");
        Files.delete(folder.resolve("got"));
        assertEquals(new ChildTool.Result(0, "", ""), run(qos, "--idle", "2s", "--into", inFolder(EACH)));
        List<String> payloads = new ArrayList<>(List.of(numbers(5, 12)));
        payloads.add("12");
        assertEquals(payloads, of(PAYLOAD, "got"));
        assertEquals(first.subList(4, 12), of(DELIVERY, "got").subList(0, 8));
        assertTrue(!first.contains(of(DELIVERY, "got").get(8)), "a new message has a new name");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_broker_that_restarts_under_unsettled_lines_costs_and_repeats_nothing(int qos) throws IOException {
        queue(qos, 60);
        String patient =
                "while read -r line; do echo \"$line\" >> got; n=$((n+1)); until [ -e go ]; do sleep 0.1; done;"
                        + " echo $n; done";
        try (ChildTool child = child(qos, "-C", "40", "--into", inFolder(patient))) {
            Await.that("the first line", 30, () -> has("got", 1));
            broker.restart();
            Await.that("it is connected again", 30, () -> child.said().contains("connected again"));
            Files.createFile(folder.resolve("go"));
            ChildTool.Result result = child.ended(40);
            assertEquals(0, result.status(), result.err());
        }
        assertEquals(List.of(numbers(1, 40)), of(PAYLOAD, "got"));
        assertEquals(List.of(numbers(41, 60)), rest(qos));
    }

    /** The broker keeps the QoS with which it queued them. */
    @Test
    void messages_of_an_earlier_subscription_at_qos_2_are_not_lost_by_one_at_qos_1() throws IOException {
        queue(2, 3);
        assertEquals(
                7, run(2, "--into", inFolder("head -n 1 >/dev/null; exit 3")).status());
        assertEquals(
                7, run(1, "--into", inFolder("head -n 1 >/dev/null; exit 3")).status());
        run(1, "--idle", "2s", "--into", inFolder(EACH));
        assertEquals(List.of(numbers(1, 3)), of(PAYLOAD, "got"));
    }

    @Test
    void a_connection_that_is_gone_for_good_ends_a_run_whose_command_never_answers() {
        queue(1, 10);
        try (ChildTool child =
                child(1, "--reconnect-timeout", "1s", "--into-window", "5", "--into", inFolder("cat > got"))) {
            Await.that("it has what its window holds", 30, () -> has("got", 5));
            broker.close();
            ChildTool.Result result = child.ended(60);
            assertTrue(result.status() != 0, result.err());
        }
    }

    @Test
    void what_a_slow_command_had_not_settled_when_the_time_was_over_is_told() {
        String slow = "while read -r line; do echo \"$line\" >> got; sleep 1; n=$((n+1)); echo $n; done";
        try (ChildTool child = child(0, "--into", inFolder(slow))) {
            Await.that("it is subscribed", 30, () -> {
                Broker.publish(broker.port(), 0, false, "t", numbers(1, 20));
                return has("got", 1);
            });
            child.signal("TERM");
            ChildTool.Result result = child.ended(60);
            assertEquals(143, result.status(), result.err());
            assertTrue(
                    result.err().matches("(?s).*ended with [1-9][0-9]* messages? not acknowledged\n.*"), result.err());
        }
    }

    @Test
    void a_window_of_one_line_gives_the_next_when_that_is_settled() throws IOException {
        queue(1, 8);
        String careful = "exec bash -c 'while read -r line; do read -r -t 0.2 next && echo $next >> early;"
                + " n=$((n+1)); echo $n; done'";
        ChildTool.Result result = run(1, "-C", "8", "--into-window", "1", "--into", inFolder(careful));
        assertEquals(new ChildTool.Result(0, "", ""), result);
        assertTrue(Files.notExists(folder.resolve("early")));
    }

    @Test
    void a_message_of_two_lines_needs_json() {
        assertEquals(0, run(1, "-E").status());
        Broker.publish(broker.port(), 1, false, "t", "one", "two\nlines");
        ChildTool.Result result = run(1, "-F", "%p", "--into", "cat >/dev/null");
        assertEquals(7, result.status());
        assertEquals(
                "mqtt-subscribe: a message of 't' is more than one line with -F: use -J, which makes one\n",
                result.err());
    }

    @Test
    void a_line_larger_than_the_window_goes_alone() throws IOException {
        assertEquals(0, run(1, "-E").status());
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 'x');
        Broker.publish(broker.port(), 1, false, "t", List.of(Samples.bytes("a"), large, Samples.bytes("b")));
        ChildTool.Result result = run(1, "-C", "3", "--into-window", "1MB", "--into", inFolder("tee got | sed -un ="));
        assertEquals(new ChildTool.Result(0, "", ""), result);
        assertTrue(of(PAYLOAD, "got").get(1).length() == 3_000_000);
    }

    /** All of them are sent before the broker answers to the subscription. */
    @Test
    void a_kept_session_may_begin_with_more_than_there_is_room_for() {
        assertEquals(0, run(1, "-E").status());
        byte[] large = new byte[3_000_000];
        Broker.publish(broker.port(), 1, false, "t", java.util.Collections.nCopies(15, large));
        assertEquals(new ChildTool.Result(0, "", ""), run(1, "-C", "15", "-F", "%l", "--into", "wc -l"));
    }
}
