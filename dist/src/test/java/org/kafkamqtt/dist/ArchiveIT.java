package org.kafkamqtt.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** Each archive works from a read-only folder with a blank, through links, in any shell, and holds what it says. */
@ParameterizedClass
@MethodSource("archives")
class ArchiveIT {
    private static final Pattern VERSION_OF_JAVA = Pattern.compile("(?m)^JAVA_VERSION=\"(.*)\"$");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @Parameter
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path archive;

    static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .sorted()
                    .toList();
        }
    }

    private Unpacked unpacked() {
        return Unpacked.of(archive, folder);
    }

    private static String out(Child child) {
        try (child) {
            Child.Ended ended = child.endInput().ended(60);
            assertEquals("", ended.err());
            assertEquals(0, ended.status());
            return ended.out();
        }
    }

    @Test
    void every_tool_runs_through_links_and_writes_nothing_into_its_folder() {
        Map<String, String> before = unpacked().content();
        for (String tool : unpacked().tools()) {
            assertTrue(out(unpacked().start(tool, "--version")).startsWith(tool + " "), tool);
        }
        assertEquals(before, unpacked().content());
    }

    @Test
    void every_shell_starts_it() {
        for (String shell : List.of("sh", "dash", "bash", "busybox sh")) {
            if (Child.installed(shell.split(" ", 2)[0])) {
                assertTrue(
                        out(unpacked().start(shell, Map.of(), "mqtt-publish", "--version"))
                                .startsWith("mqtt-publish "),
                        shell);
            }
        }
    }

    @Test
    void a_record_goes_through_the_sandbox() {
        try (Child sandbox =
                unpacked().start("sandbox", "--kafka-port", "0", "--mqtt-port", "0", "--topic", "first:2")) {
            Await.that("an address of MQTT", 60, () -> sandbox.out().contains("mqtt=") || !sandbox.alive());
            String broker = sandbox.out().lines().findFirst().orElse("").replace("kafka=", "");
            try (Child producer =
                    unpacked().start("kafka-producer", "-b", broker, "-t", "first", "-K", ":", "-z", "zstd")) {
                assertEquals("", out(producer.type("key:value\n")));
            }
            assertEquals("value\n", out(unpacked().start("kafka-consumer", "-b", broker, "-t", "first", "-e")));
            sandbox.signal("TERM");
            assertEquals(143, sandbox.ended(30).status());
        }
    }

    @Test
    void a_balancer_is_compiled_by_the_java_at_hand() {
        try (Child made = unpacked().start("balancer", "new", "Mine")) {
            assertEquals(0, made.endInput().ended(60).status(), made::err);
        }
        assertTrue(out(unpacked()
                        .start("balancer", "explain", "--balancer", "./Mine.java", "--key", "a", "--partitions", "6"))
                .contains("./Mine.java -> partition "));
    }

    @Test
    void every_library_is_there_once_and_every_one_is_somebodys() throws IOException {
        Path lib = unpacked().home().resolve("lib");
        Set<String> listed = new TreeSet<>();
        for (String tool : unpacked().tools()) {
            listed.addAll(Files.readAllLines(lib.resolve(tool + ".path")).stream()
                    .skip(1)
                    .toList());
        }
        Set<String> present;
        try (Stream<Path> files = Files.walk(lib)) {
            present = files.map(file -> lib.relativize(file).toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(listed, present);
        Map<String, Long> copies = present.stream()
                .map(name -> name.replaceAll(".*/|-[0-9].*", ""))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        copies.values().removeIf(count -> count == 1);
        assertEquals(Map.of(), copies);
    }

    @Test
    void every_tool_has_a_page_and_completion() {
        for (String tool : unpacked().tools()) {
            for (String file : List.of(
                    "man/man1/" + tool + ".1",
                    "completion/" + tool + ".bash",
                    "completion/_" + tool,
                    "completion/" + tool + ".fish")) {
                assertTrue(Files.exists(unpacked().home().resolve(file)), file);
            }
        }
        for (String file : List.of("LICENSE", "README.md", "docs/kafka-producer.md", "examples/readings.txt")) {
            assertTrue(Files.exists(unpacked().home().resolve(file)), file);
        }
    }

    @Test
    void the_zip_holds_the_same() throws IOException {
        Path zip = Path.of(archive.toString().replace(".tar.gz", ".zip"));
        assumeTrue(Files.exists(zip), "there is no zip of this one");
        String name = unpacked().home().getFileName().toString();
        Set<String> unpacked = new TreeSet<>();
        unpacked().content().keySet().forEach(path -> unpacked.add(path.isEmpty() ? name : name + "/" + path));
        Set<String> zipped = new TreeSet<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            file.stream().forEach(entry -> zipped.add(entry.getName().replaceAll("/$", "")));
        }
        assertEquals(unpacked, zipped);
    }

    @Test
    void its_own_java_is_used_with_the_class_archive_made_for_it() throws IOException {
        assumeTrue(unpacked().hasJava(), "this one takes the Java of the machine");
        MatchResult release = VERSION_OF_JAVA
                .matcher(Files.readString(unpacked().home().resolve("jre/release")))
                .results()
                .findFirst()
                .orElseThrow();
        for (String tool : unpacked().tools()) {
            assertTrue(
                    out(unpacked().start("", Map.of("JAVA_HOME", "/nowhere"), tool, "--version"))
                            .contains(", Java " + release.group(1) + "\n"),
                    tool);
            if (Files.exists(unpacked().home().resolve("lib/classes.jsa"))) {
                String loaded = out(unpacked().start("", Map.of("JAVA_OPTS", "-Xlog:class+load"), tool, "--version"));
                assertTrue(loaded.contains("org.kafkamqtt.console.Tool source: shared objects file"), loaded);
            }
        }
    }
}
