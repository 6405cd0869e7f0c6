package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** With Debian's mosquitto, over each version of MQTT: sessions, lost brokers, refusals, and the command lines of mosquitto_sub. */
@ParameterizedClass(name = "MQTT {0}")
@ValueSource(strings = {"311", "5"})
class MosquittoJarIT {
    @TempDir
    Path folder = Path.of("");

    @Parameter
    String version = "";

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

    private ChildTool child(String... args) {
        List<String> all = new ArrayList<>(List.of("-V", version, "-p", Integer.toString(broker.port())));
        all.addAll(List.of(args));
        return ChildTool.start(
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString()), all.toArray(String[]::new));
    }

    private ChildTool.Result run(String... args) {
        try (ChildTool child = child(args)) {
            return child.ended(60);
        }
    }

    private static String[] numbers(int to) {
        return IntStream.range(0, to).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    @Test
    void runs_of_a_kept_session_write_each_message_once_and_in_order() {
        String qos = "1";
        run("-t", "s", "-q", qos, "-c", "-i", "s", "-E");
        Broker.publish(broker.port(), Integer.parseInt(qos), false, "s", numbers(200));
        List<String> written = new ArrayList<>();
        for (String count : new String[] {"1", "20", "179"}) {
            ChildTool.Result result = run("-t", "s", "-q", qos, "-c", "-i", "s", "-C", count, "-W", "30");
            assertEquals(0, result.status(), result.err());
            result.out().lines().forEach(written::add);
        }
        assertEquals(List.of(numbers(200)), written);
    }

    /** With all acknowledged: of a backlog mosquitto may send again what was, see docs/mqtt-subscribe.md. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void a_broker_that_restarts_costs_nothing(String qos) {
        try (ChildTool child = child("-t", "r", "-q", qos, "-c", "-i", "r", "-C", "600", "-W", "60", "--stats")) {
            Broker.publish(broker.port(), Integer.parseInt(qos), true, "r", "m0");
            Await.that("the first message", 30, () -> child.lines() >= 1);
            Broker.publish(
                    broker.port(),
                    Integer.parseInt(qos),
                    false,
                    "r",
                    Stream.of(numbers(300)).skip(1).toArray(String[]::new));
            Await.that("all to be acknowledged", 30, () -> child.said().contains(" 300 acknowledged"));
            broker.restart();
            Broker.publish(
                    broker.port(),
                    Integer.parseInt(qos),
                    false,
                    "r",
                    Stream.of(numbers(600)).skip(300).toArray(String[]::new));
            ChildTool.Result result = child.ended(60);
            assertEquals(0, result.status(), result.err());
            assertEquals(List.of(numbers(600)), result.out().lines().toList());
            assertTrue(result.err().contains("trying again"), result.err());
            assertTrue(result.err().contains("connected again"), result.err());
        }
    }

    static Stream<List<String>> commandLines() {
        return Stream.of(
                List.of("-t", "a/#", "-v", "-C", "4"),
                List.of("-t", "a/one", "-C", "1"),
                List.of("-t", "a/one", "-t", "b", "-C", "2", "-v"),
                List.of("-t", "a/one", "-C", "1", "-N"),
                List.of("-t", "a/#", "-T", "a/one", "-C", "3", "-v"),
                List.of("-t", "a/#", "-F", "%t %q %r %l %p", "-C", "4"),
                List.of("-t", "a/#", "-F", "%x|%X", "-C", "4"),
                List.of("-t", "a/one", "-F", "[%12t] [%-12t] [%.3t] [%05l] [%-5l] [%5l]", "-C", "1"),
                List.of("-t", "a/one", "-F", "100%% @@ \\\\ \\t|\\a\\e", "-C", "1"),
                List.of("-t", "a/one", "-F", "[%A%C%D%E%F%P%R%S]", "-C", "1"),
                List.of("-t", "a/one", "-F", "@Y-@m-@d @j @U @W @V @u @w @C @y @G", "-C", "1"),
                List.of("-t", "a/one", "-q", "1", "-F", "%q", "-C", "1"),
                List.of("-t", "a/#", "-R", "-W", "1"),
                List.of("-t", "none", "-W", "1"),
                List.of("-t", "a/one", "-E"),
                List.of("-t", "a/#", "-t", "b", "--retained-only", "-C", "5", "-v"),
                List.of("-t", "a/one", "-i", "me", "-k", "10", "-V", "mqttv311", "-C", "1", "--nodelay"),
                List.of("-t", "a/one", "--will-topic", "w", "--will-payload", "gone", "--will-qos", "1", "-C", "1"),
                List.of("-L", "URL/a/one", "-C", "1"));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void a_command_line_of_mosquitto_sub_does_the_same_here(List<String> line) {
        Broker.publish(broker.port(), 1, true, "a/one", "first message");
        Broker.publish(broker.port(), 0, true, "a/two", "{\"x\": 1}");
        Broker.publish(broker.port(), 2, true, "a/kü", "ü");
        Broker.publish(broker.port(), 0, true, "a/n", "7");
        Broker.publish(broker.port(), 0, true, "b", "other");
        List<String> args = new ArrayList<>(line);
        args.replaceAll(word -> word.replace("URL", "mqtt://localhost:" + broker.port()));
        if (!line.contains("-V")) {
            args.addAll(0, List.of("-V", version));
        }
        if (!line.contains("-L")) {
            args.addAll(0, List.of("-p", Integer.toString(broker.port())));
        }
        ChildTool.Result theirs = mosquittoSub(args);
        try (ChildTool ours = ChildTool.start(args.toArray(String[]::new))) {
            ChildTool.Result result = ours.ended(30);
            assertEquals(theirs.out(), result.out(), result.err());
            assertEquals(theirs.status(), result.status(), result.err());
        }
    }

    private ChildTool.Result mosquittoSub(List<String> args) {
        List<String> command = new ArrayList<>(List.of(Mosquitto.program("mosquitto_sub")));
        command.addAll(args);
        try {
            Path out = folder.resolve("theirs");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("mosquitto_sub does not end: " + args);
            }
            return new ChildTool.Result(process.exitValue(), Files.readString(out), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
