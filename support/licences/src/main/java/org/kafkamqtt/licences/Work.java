package org.kafkamqtt.licences;

import java.util.List;

/**
 * A work of others, as {@code works.txt} lists it.
 *
 * @param licences names of texts, or Apache-2.0
 * @param holder the name in a third clause, or empty
 * @param classes beginnings of paths
 * @param maven coordinates, {@code *} for anything
 * @param notices what Apache-2.0 wants in NOTICE
 * @param taken files in its jar to show
 * @param more anything else that must be said, or empty
 */
public record Work(
        String name,
        String home,
        List<String> licences,
        String holder,
        List<String> classes,
        List<String> maven,
        List<String> copyrights,
        List<Paragraphs> notices,
        List<String> taken,
        String more) {
    /** Paragraphs of a file in a jar, from 1, both ends included. */
    public record Paragraphs(String file, int from, int to) {
        /** These paragraphs of its text. */
        List<String> of(String text) {
            List<String> all = List.of(text.replace("\r", "").strip().split("\n\\s*\n"));
            return all.subList(Math.min(from - 1, all.size()), Math.min(to, all.size())).stream()
                    .map(Paragraphs::plain)
                    .toList();
        }

        /** Without marks of headings, and a sentence that many have in one form. */
        private static String plain(String paragraph) {
            return String.join("\n", paragraph.lines().map(line -> line.strip()).toList())
                    .replaceFirst("^#+ ", "")
                    .replace("developed by\nThe Apache", "developed at\nThe Apache")
                    .replace("(http://www.apache.org/)", "(https://www.apache.org/)");
        }
    }

    /** The length of the longest beginning that fits the path of a class, or 0. */
    int fits(String path) {
        return classes.stream()
                .filter(path::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** Whether it has those coordinates, {@code GROUP:ARTIFACT}. */
    boolean isAt(String coordinates) {
        return maven.stream()
                .map(pattern -> pattern.replace(".", "\\.").replace("*", "[^:]*"))
                .anyMatch(coordinates::matches);
    }
}
