package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.licences.Inside;
import org.kafkamqtt.licences.Papers;
import org.kafkamqtt.licences.Work;
import org.kafkamqtt.licences.Works;
import org.kafkamqtt.sandbox.trial.Child;

/** Every jar that we ship says whose work is in it, and under which licence. */
class LicencesJarIT {
    private static final Pattern LAUNCHER = Pattern.compile("tool=(\\S+) module=(\\S+)");
    private static final Pattern POM =
            Pattern.compile("(?s)<version>(.*?)</version>.*?</parent>\\s*<artifactId>(.*?)</artifactId>");
    private static final Works WORKS = Works.standard();

    /** A tool, and the folder of its module. */
    private record Tool(String name, String module) {
        /** Its executable jar, which is beside the library's for the balancer. */
        Path jar() {
            return Child.root().resolve(module.replaceFirst("/cli$", "") + "/target/" + name + ".jar");
        }

        /** What was put into it. */
        List<String> classPath() throws IOException {
            return Files.readAllLines(Child.root().resolve(module + "/target/licences/classpath"));
        }
    }

    /** Those with a launcher. */
    private static List<Tool> tools() throws IOException {
        List<Tool> tools = new ArrayList<>();
        for (Path launcher : files(Child.root().resolve("bin"))) {
            Matcher names = LAUNCHER.matcher(Files.readString(launcher));
            assertTrue(names.find(), launcher::toString);
            tools.add(new Tool(names.group(1), names.group(2)));
        }
        return tools;
    }

    static Stream<Path> jars() throws IOException {
        return tools().stream().map(Tool::jar);
    }

    /** The jars of our own code alone. */
    static Stream<Path> plain() {
        return Stream.concat(Packages.modules(), Stream.of("support/picocli"))
                .map(module -> Child.root().resolve(module))
                .map(module -> module.resolve("target/" + jar(read(module.resolve("pom.xml")))));
    }

    private static String jar(String pom) {
        Matcher names = POM.matcher(pom);
        assertTrue(names.find(), pom);
        return names.group(2) + "-" + names.group(1) + ".jar";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String root(String file) {
        return read(Child.root().resolve(file));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void a_jar_carries_the_licence_of_everything_inside_and_of_nothing_else(Path jar) throws IOException {
        Inside inside = Inside.of(jar);
        assertEquals(Set.of(), WORKS.unclaimed(inside));
        String page = inside.file("META-INF/THIRD-PARTY").orElseThrow();
        List<Work> works = WORKS.inside(List.of(inside));
        assertFalse(works.isEmpty());
        for (Work work : WORKS.all()) {
            assertEquals(works.contains(work), page.contains(Papers.heading(work)), work.name());
        }
        works.stream()
                .flatMap(work -> Papers.texts(work).stream())
                .forEach(text -> assertTrue(page.contains(text.stripTrailing()), () -> text));
    }

    @ParameterizedTest
    @MethodSource({"jars", "plain"})
    void our_own_licence_and_notice_are_on_top(Path jar) throws IOException {
        Inside inside = Inside.of(jar);
        assertEquals(root("LICENSE"), inside.file("META-INF/LICENSE").orElseThrow());
        assertTrue(inside.file("META-INF/NOTICE").orElseThrow().startsWith(root("support/licences/NOTICE")));
        Set<String> texts = new TreeSet<>(inside.files().keySet());
        texts.removeAll(Set.of("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/THIRD-PARTY"));
        assertEquals(Set.of(), texts);
    }

    @Test
    void the_papers_of_the_root_speak_for_all_tools_together() throws IOException {
        Set<Path> entries = new TreeSet<>();
        for (Tool tool : tools()) {
            tool.classPath().forEach(entry -> entries.add(Path.of(entry)));
        }
        Papers papers = Papers.ofJars(entries);
        String hint = "after a build, support/licences/update writes it anew";
        assertEquals(papers.notice(root("support/licences/NOTICE")), root("NOTICE"), hint);
        assertEquals(papers.thirdParty(), root("THIRD-PARTY"), hint);
    }

    @Test
    void the_notice_of_a_tool_without_kafka_does_not_speak_of_it() throws IOException {
        Inside inside = Inside.of(Child.root().resolve("mqtt-publish/target/mqtt-publish.jar"));
        assertFalse(inside.file("META-INF/NOTICE").orElseThrow().contains("Kafka\n"));
    }
}
