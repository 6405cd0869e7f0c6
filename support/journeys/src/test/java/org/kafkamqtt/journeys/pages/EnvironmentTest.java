package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.trial.Child;

/** docs/reference/environment.md names the variables that the tools and launchers read or set, and no others. */
class EnvironmentTest {
    private static final String PAGE = "docs/reference/environment.md";
    private static final Pattern IN_JAVA = Pattern.compile(
            "\"(KAFKA_[A-Z_]+|MQTT_[A-Z_]+|XDG_[A-Z_]+|LC_ALL|NO_COLOR|CLICOLOR_FORCE|TERM|COLUMNS|LINES|HOME|SOURCE_DATE_EPOCH)\"");
    private static final Pattern IN_SHELL = Pattern.compile("\\$\\{([A-Z][A-Z_]+)[:-]");
    private static final Pattern ON_PAGE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)*)`");

    private static Set<String> found(Pattern pattern, Stream<Path> files) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : (Iterable<Path>) files::iterator) {
            for (Matcher name = pattern.matcher(Files.readString(file)); name.find(); ) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    private static Set<String> read() throws IOException {
        Path root = Child.root();
        Set<String> read = new TreeSet<>();
        for (String module : new String[] {
            "balancer",
            "balancer/cli",
            "kafka-producer",
            "kafka-consumer",
            "kafka-topics",
            "mqtt-publish",
            "mqtt-subscribe",
            "mqtt-broker",
            "support/console",
            "support/kafka",
            "support/mqtt"
        }) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                read.addAll(found(IN_JAVA, files.filter(file -> file.toString().endsWith(".java"))));
            }
        }
        try (Stream<Path> files = Files.list(root.resolve("support/launch"))) {
            read.addAll(found(IN_SHELL, files.filter(file -> file.toString().endsWith(".sh"))));
        }
        return read;
    }

    @Test
    void the_page_names_what_is_read_and_nothing_else() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String line : Pages.lines(PAGE)) {
            ON_PAGE.matcher(line).results().forEach(name -> named.add(name.group(1)));
        }
        named.remove("PATH");
        Set<String> read = read();
        assertTrue(read.size() > 20, read::toString);
        assertEquals(read, named);
    }
}
