package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/DESIGN.md says of the house is what stands there. */
class DesignTest {
    private static final Pattern ROW = Pattern.compile("^\\| (?:`(\\w+)`|(top)) \\|[^|]*\\|([^|]*)\\|$");
    private static final Pattern SEEN = Pattern.compile("\\w+");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w*)`");

    /** Types of the JDK, Kafka, Paho and JUnit that the page names. */
    private static final Set<String> FOREIGN = Set.of(
            "ClusterResourceListener",
            "Formatter",
            "KafkaRaftServer",
            "NetworkModuleFactory",
            "OutOfMemoryError",
            "Partitioner",
            "PrintStream");

    @ParameterizedTest
    @MethodSource("org.kafkamqtt.journeys.Packages#modules")
    void its_floors_are_the_built_ones(String module) throws IOException {
        Map<String, Set<String>> drawn = floors(module);
        Map<String, Set<String>> built = built(module);
        drawn.replaceAll((floor, seen) -> seen.equals(Set.of("all")) ? built.getOrDefault(floor, Set.of()) : seen);
        assertEquals(built, new TreeMap<>(drawn));
        List<String> order = List.copyOf(drawn.keySet());
        drawn.forEach((floor, seen) -> seen.forEach(below -> assertTrue(
                order.indexOf(below) > order.indexOf(floor),
                () -> below + " stands under " + floor + ", which sees it")));
    }

    @Test
    void every_type_that_it_names_is_there() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Matcher type = TYPE.matcher(String.join("\n", page())); type.find(); ) {
            named.add(type.group(1));
        }
        assertTrue(named.size() > 40, "it names types");
        named.removeAll(FOREIGN);
        named.removeAll(types());
        assertEquals(Set.of(), named);
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(Packages.root().resolve("docs/DESIGN.md"));
    }

    /** Floors of the module's table, from top to bottom, with what each sees. */
    private static Map<String, Set<String>> floors(String module) throws IOException {
        List<String> page = page();
        int row = page.indexOf("| " + module + " | what is there | sees |") + 2;
        assertTrue(row > 1, "the page has a table of " + module);
        Map<String, Set<String>> floors = new LinkedHashMap<>();
        for (Matcher cells = ROW.matcher(page.get(row)); cells.matches(); cells = ROW.matcher(page.get(++row))) {
            String floor = cells.group(1) == null ? "top" : cells.group(1);
            floors.put(
                    floor,
                    SEEN.matcher(cells.group(3))
                            .results()
                            .map(seen -> seen.group())
                            .collect(Collectors.toSet()));
        }
        assertFalse(floors.isEmpty());
        return floors;
    }

    /** The same of the compiled classes. */
    private static Map<String, Set<String>> built(String module) {
        Map<String, Set<String>> arrows = Packages.arrows(module);
        String base = shortest(arrows.keySet());
        Map<String, Set<String>> built = new TreeMap<>();
        arrows.forEach((from, seen) -> {
            Set<String> own = seen.stream()
                    .filter(to -> to.equals(base) || to.startsWith(base + "."))
                    .filter(to -> Packages.has(module, to))
                    .map(to -> floor(base, to))
                    .collect(Collectors.toSet());
            built.put(floor(base, from), own);
        });
        return built;
    }

    private static String shortest(Set<String> packages) {
        return new ArrayList<>(packages)
                .stream().min((a, b) -> a.length() - b.length()).orElseThrow();
    }

    private static String floor(String base, String name) {
        return name.equals(base) ? "top" : name.substring(base.length() + 1);
    }

    private static Set<String> types() throws IOException {
        try (Stream<Path> files = Files.walk(Packages.root())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
