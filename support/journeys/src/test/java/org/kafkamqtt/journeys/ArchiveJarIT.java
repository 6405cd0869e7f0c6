package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/**
 * The archives of classes that the launchers make. One that is made while compilers are at work may leave what is hot
 * interpreted for ever (JDK-8306460): made by a run over 80,000 lines, it left a sixth of our hot methods.
 */
class ArchiveJarIT {
    private static final int SHORT = 20_000;
    private static final int LONG = 4 * SHORT;
    private static final Pattern OURS = Pattern.compile("org\\.kafkamqtt\\.[\\w.$]+::[\\w$<>]+");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final Sandbox sandbox = SharedSandbox.get();
    private final String topic = "archive-" + UUID.randomUUID();

    @Test
    void what_is_hot_without_an_archive_is_compiled_with_it() throws IOException {
        String produce = " -b " + sandbox.kafkaAddress() + " -q -t " + topic + " --create 2 -K : -l ";
        Set<String> hot = compiled("kafka-producer", "KAFKA_MQTT_CDS=off", produce + lines(SHORT));
        assertAllHot(hot, compiled("kafka-producer", archive("kafka-producer"), produce + lines(LONG)));
        String consume = " -b " + sandbox.kafkaAddress() + " -q -t " + topic + " -o beginning -c ";
        hot = compiled("kafka-consumer", "KAFKA_MQTT_CDS=off", consume + SHORT + " >read");
        assertAllHot(hot, compiled("kafka-consumer", archive("kafka-consumer"), consume + LONG + " >read"));
    }

    private static void assertAllHot(Set<String> hot, Set<String> compiled) {
        assertTrue(hot.size() > 5, hot::toString);
        Set<String> interpreted = new TreeSet<>(hot);
        interpreted.removeAll(compiled);
        assertEquals(Set.of(), interpreted);
    }

    /** Our methods that are compiled in a run, none of them into another one. */
    private Set<String> compiled(String tool, String environment, String words) {
        Path log = folder.resolve("compiled");
        run(environment + " JAVA_OPTS='-XX:-Inline -Xlog:jit+compilation=debug:file=" + log + "'", tool + words);
        return OURS.matcher(text(log)).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** Has the launcher make an archive, and uses it; a run that could not would have no output. */
    private String archive(String tool) {
        String environment = "XDG_CACHE_HOME='" + folder.resolve("cache") + "'";
        run(environment, tool + " --version");
        Await.that("an archive", 60, () -> archives(tool).count() == 1);
        run(environment + " JAVA_OPTS=-Xshare:on", tool + " --version");
        return environment;
    }

    private Stream<Path> archives(String tool) {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(file -> file.endsWith(tool + ".jar.jsa")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path lines(int count) throws IOException {
        return Files.write(
                folder.resolve("lines" + count),
                IntStream.range(0, count)
                        .mapToObj(i -> "key" + i % 1000 + ":value" + i)
                        .toList());
    }

    private void run(String environment, String line) {
        String script =
                "cd '" + folder + "' && " + environment + " " + Child.root().resolve("bin") + "/" + line;
        Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (Child child = Child.program(List.of("sh", "-c", script), java)) {
            Child.Ended ended = child.endInput().ended(120);
            assertEquals(0, ended.status(), ended::err);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
