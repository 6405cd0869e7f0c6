package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** Every way to fail that the suites know, in every tool: the status is right, and nobody has to know Java to read why. */
class NoJavaWordsJarIT {
    private static final Pattern JAVAS_WORDS = Pattern.compile(
            "Exception|\\bjavax?\\.|org\\.apache\\.|org\\.eclipse\\.|org\\.kafkamqtt\\.|(?m)^\\s+at [\\w.$]+\\(");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /** One line of the table: the status, and the shell line, in which words in capitals stand for what there is. */
    private record Case(int status, String line) {
        static Case parse(String text) {
            int space = text.indexOf(' ');
            return new Case(
                    Integer.parseInt(text.substring(0, space)),
                    text.substring(space).strip());
        }
    }

    private static List<Case> cases() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/failures.txt"))) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Case::parse)
                    .toList();
        }
    }

    private String filled(String line) throws IOException {
        Sandbox sandbox = SharedSandbox.get();
        return line.replace("KAFKA", "-b " + sandbox.kafkaAddress())
                .replace("MQTT_PORT", "-p " + sandbox.mqttAddress().replaceFirst(".*:", ""))
                .replace("BROKER", sandbox.kafkaAddress())
                .replace("NOBODY", Integer.toString(FreePorts.next()))
                .replace("DIR", folder.toString());
    }

    private void prepare() throws IOException {
        SharedSandbox.get().createTopic("there", 3);
        Await.that("a leader of each partition", 60, () -> sent().status() == 0);
        Files.createDirectory(folder.resolve("folder"));
        Files.writeString(folder.resolve("text"), "no certificate, no key, no properties = \\u12\n");
        Files.write(folder.resolve("latin"), new byte[] {'g', 'r', (byte) 0xfc, 'n', '=', 'x', '\n'});
        Files.write(folder.resolve("empty"), new byte[0]);
        balancer("Thrower", "throw new IllegalStateException(\"no\")");
        balancer("Recursive", "return choose(m, p)");
        balancer("Asserting", "throw new AssertionError()");
        balancer("Hungry", "throw new OutOfMemoryError(\"Java heap space\")");
        balancer("Exiting", "System.exit(0); return 0");
        balancer("Nowhere", "return -1");
        Files.writeString(folder.resolve("Broken.java"), "public class Broken { int }");
    }

    private static Child.Ended sent() {
        return Jars.run(
                "seq 9 | kafka-producer -b " + SharedSandbox.get().kafkaAddress() + " -t there --balancer round-robin");
    }

    private void balancer(String name, String body) throws IOException {
        Files.writeString(
                folder.resolve(name + ".java"),
                "import org.kafkamqtt.balancer.*; public class " + name + " implements Balancer {"
                        + " public int choose(Message m, Partitions p) { " + body + "; }"
                        + " public Ordering ordering() { return Ordering.NONE; } }",
                UTF_8);
    }

    @Test
    void no_failure_of_any_tool_speaks_java_and_each_has_its_status() throws Exception {
        prepare();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> verdicts = new ArrayList<>();
            for (Case each : cases()) {
                verdicts.add(two.submit(() -> verdict(each)));
            }
            List<String> wrong = new ArrayList<>();
            for (Future<String> verdict : verdicts) {
                wrong.add(verdict.get());
            }
            wrong.removeIf(String::isEmpty);
            assertTrue(wrong.isEmpty(), String.join("\n", wrong));
            assertTrue(verdicts.size() > 90, "only " + verdicts.size() + " cases were read");
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            two.shutdownNow();
        }
    }

    private String verdict(Case each) {
        Child.Ended ended;
        try {
            ended = Jars.run(filled(each.line()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean right = ended.status() == each.status()
                && !ended.err().isBlank()
                && !JAVAS_WORDS.matcher(ended.err()).find();
        return right
                ? ""
                : each.line() + "\n  ended with " + ended.status() + ", not " + each.status() + ", and said "
                        + (ended.err().isBlank() ? "nothing" : ended.err().strip());
    }

    @Test
    void the_words_that_are_looked_for_are_found() {
        for (String said : List.of(
                "x: java.io.IOException: y", "x: NullPointerException", "\tat a.b.C(C.java:3)", "org.apache.kafka.X")) {
            assertTrue(JAVAS_WORDS.matcher(said).find(), said);
        }
        assertFalse(JAVAS_WORDS
                .matcher("x: cannot read X.java: no such file; at 3 (JavaScript)")
                .find());
        assertEquals(new Case(7, "a b"), Case.parse("7   a b"));
    }
}
