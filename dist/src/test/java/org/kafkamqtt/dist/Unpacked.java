package org.kafkamqtt.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kafkamqtt.sandbox.trial.Child;

/**
 * An archive where a user might put it: unpacked in a read-only folder with a blank in its name, with links to its tools
 * elsewhere. Tests run as root, for whom nothing is read-only, so they compare what is there before and after.
 */
final class Unpacked {
    private static final Map<Path, Unpacked> ALL = new TreeMap<>();

    private final Path home;
    private final Path links;
    private final Path work;

    private Unpacked(Path home, Path links, Path work) {
        this.home = home;
        this.links = links;
        this.work = work;
    }

    /** Unpacks it the first time. */
    static synchronized Unpacked of(Path archive, Path folder) {
        return ALL.computeIfAbsent(archive, first -> unpacked(first, folder));
    }

    private static Unpacked unpacked(Path archive, Path folder) {
        String name = archive.getFileName().toString().replace(".tar.gz", "");
        try {
            Path place = Files.createDirectories(folder.resolve(name + " here"));
            Path links = Files.createDirectories(folder.resolve(name + "-links"));
            Path work = Files.createDirectories(folder.resolve(name + "-work"));
            sh("tar xzf '" + archive + "' -C '" + place + "' && chmod -R a-w '" + place + "'");
            Unpacked unpacked = new Unpacked(place.resolve(name), links, work);
            for (String tool : unpacked.tools()) {
                Path near = Files.createSymbolicLink(
                        links.resolve("to-" + tool),
                        unpacked.home.resolve("bin").resolve(tool));
                Files.createSymbolicLink(links.resolve(tool), links.relativize(near));
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sh(String script) {
        try (Child child = Child.program(List.of("sh", "-c", script))) {
            Child.Ended ended = child.endInput().ended(60);
            if (ended.status() != 0) {
                throw new AssertionError(script + ": " + ended.err());
            }
        }
    }

    Path home() {
        return home;
    }

    boolean hasJava() {
        return Files.exists(home.resolve("jre"));
    }

    /** What is in {@code bin}, sorted. */
    List<String> tools() {
        try (Stream<Path> files = Files.list(home.resolve("bin"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a tool by its link, with nothing in the environment but what the archive needs, from another folder. */
    Child start(String tool, String... args) {
        return start("", Map.of(), tool, args);
    }

    /** The same by a shell that is not the system's, and with more variables. */
    Child start(String shell, Map<String, String> variables, String tool, String... args) {
        List<String> command = new ArrayList<>(List.of("env", "-i", "-C", work.toString()));
        command.add("PATH=/usr/bin:/bin");
        command.add("HOME=" + work.resolve("home"));
        if (!hasJava()) {
            command.add("JAVA_HOME=" + System.getProperty("java.home"));
            command.add("KAFKA_MQTT_CDS=off");
        }
        variables.forEach((name, value) -> command.add(name + "=" + value));
        Stream.of(shell.split(" ")).filter(word -> !word.isEmpty()).forEach(command::add);
        command.add(links.resolve(tool).toString());
        command.addAll(List.of(args));
        return Child.program(command);
    }

    /** Path, size and time of everything that is there. */
    Map<String, String> content() {
        try (Stream<Path> files = Files.walk(home)) {
            return files.collect(Collectors.toMap(
                    file -> home.relativize(file).toString(), Unpacked::state, (one, other) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(Path file) {
        try {
            return (Files.isDirectory(file) ? "folder" : Files.size(file) + " bytes") + " of "
                    + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
