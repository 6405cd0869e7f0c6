package org.kafkamqtt.licences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PapersTest {
    private static final Works WORKS = Works.parse(
            """
            = First
            home https://first.example/
            licence Apache-2.0
            classes org/first/
            notice NOTICE 1-2

            = Second
            home https://second.example/
            licence MIT
            classes org/second/
            copyright Copyright 2001 Second
            take META-INF/more-LICENSE

            Its source code is elsewhere.

            = Third
            home https://third.example/
            licence EPL-2.0 BSD-3-Clause
            holder Third & Sons
            classes org/third/
            """);

    private static Inside jar(String aClass, Map<String, String> files) {
        return Inside.of(new TreeSet<>(List.of(aClass)), files);
    }

    private static Inside first(String name) {
        return jar(
                "org/first/" + name + ".class",
                Map.of(
                        "NOTICE",
                        name
                                + "\nCopyright 1999\n\nThis product includes software developed by\n"
                                + "The Apache Software Foundation (http://www.apache.org/).\n\nA streams module is not inside.\n"));
    }

    private static final Inside SECOND =
            jar("org/second/A.class", Map.of("META-INF/more-LICENSE", "More is permitted.\n"));

    @Test
    void notice_begins_with_ours_and_repeats_what_pertains_to_what_is_inside() {
        Papers papers = Papers.of(WORKS, List.of(first("Core"), first("Net"), SECOND));
        assertEquals(
                """
                Ours

                Core
                Copyright 1999

                Net
                Copyright 1999

                This product includes software developed at
                The Apache Software Foundation (https://www.apache.org/).
                """,
                papers.notice("Ours\n"));
    }

    @Test
    void notice_is_ours_alone_where_nothing_of_others_is_inside() {
        assertEquals("Ours\n", Papers.of(WORKS, List.of(SECOND)).notice("Ours\n"));
    }

    @Test
    void third_party_tells_of_each_work_with_its_texts() {
        String page = Papers.of(WORKS, List.of(SECOND)).thirdParty();
        String told = page.substring(page.indexOf("====="));
        assertTrue(
                told.startsWith("=".repeat(80) + "\nSecond\nhttps://second.example/\nLicence: MIT\n\n"
                        + "Copyright 2001 Second\n\nMore is permitted.\n\nPermission is hereby granted"),
                told);
        assertTrue(told.endsWith("THE SOFTWARE.\n\nIts source code is elsewhere.\n"), told);
    }

    @Test
    void third_party_names_the_holder_and_ends_with_long_texts() {
        String page =
                Papers.of(WORKS, List.of(jar("org/third/A.class", Map.of()))).thirdParty();
        assertTrue(page.contains("the name of Third & Sons nor"), page);
        assertTrue(page.indexOf("Eclipse Public License - v 2.0") > page.indexOf("Third & Sons"), page);
        assertEquals(page.indexOf("1. DEFINITIONS"), page.lastIndexOf("1. DEFINITIONS"));
    }

    @Test
    void a_text_that_its_jar_no_longer_has_stops_the_build() {
        Papers papers = Papers.of(WORKS, List.of(jar("org/second/A.class", Map.of())));
        assertThrows(IllegalStateException.class, papers::thirdParty);
    }
}
