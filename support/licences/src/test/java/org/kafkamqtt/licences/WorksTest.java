package org.kafkamqtt.licences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WorksTest {
    private static final Works WORKS = Works.parse(
            """
            # for a test
            = Outer
            home https://outer.example/
            licence Apache-2.0
            classes org/outer/
            maven org.outer:*
            notice NOTICE 1-2

            = Inner
            home https://inner.example/
            licence MIT
            classes org/outer/shaded/inner/
            maven com.inner:inner
            copyright Copyright 2001 Inner

            Inside Outer.
            """);

    private static Inside jar(String... names) {
        return Inside.of(new TreeSet<>(List.of(names)), Map.of());
    }

    private static List<String> inside(String... names) {
        return WORKS.inside(List.of(jar(names))).stream().map(Work::name).toList();
    }

    @Test
    void the_longest_beginning_claims_a_class() {
        assertEquals(List.of("Outer"), inside("org/outer/A.class"));
        assertEquals(List.of("Inner"), inside("org/outer/shaded/inner/A.class"));
        assertEquals(List.of("Outer", "Inner"), inside("org/outer/A.class", "org/outer/shaded/inner/B.class"));
    }

    @Test
    void classes_of_newer_versions_of_java_count_and_descriptors_of_modules_do_not() {
        assertEquals(List.of("Outer"), inside("META-INF/versions/11/org/outer/A.class"));
        assertEquals(List.of(), inside("module-info.class", "META-INF/versions/9/module-info.class"));
    }

    @Test
    void coordinates_count_where_a_jar_names_them() {
        assertEquals(List.of("Inner"), inside("META-INF/maven/com.inner/inner/pom.properties"));
        assertEquals(List.of("Outer"), inside("META-INF/maven/org.outer/anything/pom.properties"));
    }

    @Test
    void what_nobody_claims_is_named_and_ours_needs_no_claim() {
        assertEquals(
                new TreeSet<>(List.of("com/stranger/", "com.stranger:stranger")),
                WORKS.unclaimed(jar(
                        "com/stranger/A.class",
                        "META-INF/maven/com.stranger/stranger/pom.properties",
                        "org/kafkamqtt/A.class",
                        "META-INF/maven/org.kafkamqtt/console/pom.properties",
                        "org/outer/A.class",
                        "org/outer/readme.txt")));
    }

    @Test
    void a_jar_with_something_unclaimed_is_refused() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> Papers.of(WORKS, List.of(jar("com/stranger/A.class"))));
        assertTrue(refused.toString().contains("com/stranger/"), refused::toString);
    }

    @Test
    void a_line_with_an_unknown_word_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Works.parse("= A\nlicense MIT\n"));
    }

    @Test
    void each_work_of_the_list_has_a_home_a_licence_with_its_text_and_a_place() {
        for (Work work : Works.standard().all()) {
            assertFalse(
                    work.home().isBlank()
                            || work.licences().isEmpty()
                            || work.classes().isEmpty(),
                    work.name());
            assertEquals(
                    work.licences().contains("BSD-3-Clause"), !work.holder().isEmpty(), work.name());
            Papers.texts(work).forEach(text -> assertFalse(text.contains("{HOLDER}"), work.name()));
        }
    }

    @Test
    void the_list_is_in_the_order_of_its_names() {
        List<String> names = Works.standard().all().stream().map(Work::name).toList();
        assertEquals(names.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList(), names);
    }
}
