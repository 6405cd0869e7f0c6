package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A module's packages are floors: whoever is seen from below does not see down. Read off the compiled classes. */
class FloorsTest {
    private static final int LARGEST = 25;

    /** All but the library, whose wall is package-private. */
    private static Stream<String> withRooms() {
        return Packages.modules().filter(module -> !module.equals("balancer"));
    }

    @ParameterizedTest
    @MethodSource("org.kafkamqtt.journeys.Packages#modules")
    void no_package_sees_one_that_sees_it(String module) {
        assertEquals(List.of(), circles(Packages.arrows(module)));
    }

    @ParameterizedTest
    @MethodSource("withRooms")
    void no_room_is_too_crowded(String module) throws IOException {
        Map<String, Integer> rooms = new TreeMap<>();
        Path sources = Packages.root().resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .forEach(file ->
                            rooms.merge(sources.relativize(file.getParent()).toString(), 1, Integer::sum));
        }
        assertTrue(rooms.size() > 1, "the module has several packages");
        rooms.forEach((room, types) -> assertTrue(types <= LARGEST, () -> room + " has " + types + " types"));
    }

    @Test
    void the_check_itself_sees_a_circle() {
        Map<String, Set<String>> arrows =
                Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"));
        assertEquals(List.of("a", "b", "c"), circles(arrows));
        assertTrue(Packages.arrows("support/console").size() > 1);
    }

    /** The packages that can be reached from themselves. */
    private static List<String> circles(Map<String, Set<String>> arrows) {
        List<String> circles = new ArrayList<>();
        for (String from : new TreeSet<>(arrows.keySet())) {
            Set<String> reached = new HashSet<>();
            reach(from, arrows, reached);
            if (reached.contains(from)) {
                circles.add(from);
            }
        }
        return circles;
    }

    private static void reach(String from, Map<String, Set<String>> arrows, Set<String> reached) {
        for (String to : arrows.getOrDefault(from, Set.of())) {
            if (reached.add(to)) {
                reach(to, arrows, reached);
            }
        }
    }
}
