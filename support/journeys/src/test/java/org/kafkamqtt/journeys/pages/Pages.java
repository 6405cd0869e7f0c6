package org.kafkamqtt.journeys.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kafkamqtt.sandbox.trial.Child;

/** The pages of the project, and how one is run. */
final class Pages {
    static final Path PRELUDE = Child.root().resolve("support/journeys/src/test/resources/pages/prelude.sh");

    /** Where the launchers keep their archives of classes during tests. */
    static final Path CACHE = Child.root().resolve("support/journeys/target/pages-cache");

    private Pages() {}

    /** Pages that hold commands for users, README first. */
    static List<String> all() {
        try (Stream<Path> docs = Files.walk(Child.root().resolve("docs"))) {
            Stream<String> manuals = docs.map(
                            page -> Child.root().relativize(page).toString())
                    .filter(page -> page.endsWith(".md"))
                    .sorted();
            return Stream.concat(Stream.of("README.md", "examples/README.md"), manuals)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String page) {
        try {
            return Files.readAllLines(Child.root().resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the blocks of a page, in their order, with this folder as the current one. */
    static Child.Ended run(String page, List<String> lines, Path folder, Map<String, String> environment, int seconds)
            throws IOException {
        Path work = Files.createTempDirectory(folder, "page-");
        Path script =
                Files.write(work.resolve("script.sh"), PageScript.of(lines).lines());
        String command =
                "cd '" + folder + "' && exec bash '" + PRELUDE + "' '" + script + "' '" + page + "' '" + work + "'";
        try (Child child = Child.program(List.of("bash", "-c", command), environment)) {
            return child.endInput().ended(seconds);
        }
    }
}
