package org.kafkamqtt.licences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The papers that travel with our jars, put together of what is inside these.
 *
 * @param works what is inside, in the order of the list
 * @param jars where their own texts are taken from
 */
public record Papers(List<Work> works, List<Inside> jars) {
    /** Licences that are long, and shown once at the end. */
    private static final Set<String> AT_THE_END = Set.of("EPL-1.0", "EPL-2.0");
    /** Licences that need no text of their own: the first is our own, after the second there is another to choose. */
    private static final Set<String> ELSEWHERE = Set.of("Apache-2.0", "CC0-1.0");

    private static final String RULE = "=".repeat(80);
    private static final String FOUNDATION =
            "This product includes software developed at\nThe Apache Software Foundation (https://www.apache.org/).";

    /** Of all that is in those jars and folders, whatever their order. */
    public static Papers ofJars(Collection<Path> entries) throws IOException {
        List<Inside> jars = new ArrayList<>();
        List<Path> sorted = entries.stream()
                .sorted(Comparator.comparing(path -> String.valueOf(path.getFileName())))
                .toList();
        for (Path entry : sorted) {
            jars.add(Inside.of(entry));
        }
        return of(Works.standard(), jars);
    }

    /** Of all that is in those jars. */
    static Papers of(Works all, List<Inside> jars) {
        Set<String> unclaimed = new TreeSet<>();
        jars.forEach(jar -> unclaimed.addAll(all.unclaimed(jar)));
        if (!unclaimed.isEmpty()) {
            throw new IllegalStateException("no work in support/licences claims " + unclaimed
                    + ": add it to works.txt, with its licence, or leave it out of the jar");
        }
        return new Papers(all.inside(jars), List.copyOf(jars));
    }

    /** The lines by which THIRD-PARTY begins what it says of a work. */
    public static String heading(Work work) {
        return String.join(
                "\n", RULE, work.name(), work.home(), "Licence: " + String.join(" or ", work.licences()), "");
    }

    /** Texts of licences that must be there, word by word, if the work is inside. */
    public static List<String> texts(Work work) {
        boolean bringsItsOwn = work.taken().contains("META-INF/LICENSE.txt");
        return work.licences().stream()
                .filter(licence -> !ELSEWHERE.contains(licence) && !(bringsItsOwn && !AT_THE_END.contains(licence)))
                .map(licence -> Works.text(licence).replace("{HOLDER}", work.holder()))
                .toList();
    }

    /** NOTICE: our own head, and what the licence of the works inside wants to be repeated. */
    public String notice(String head) {
        Set<String> paragraphs = new LinkedHashSet<>();
        works.forEach(work -> work.notices()
                .forEach(wanted -> files(work, wanted.file()).forEach(text -> paragraphs.addAll(wanted.of(text)))));
        // Many say it, and it is said once.
        if (paragraphs.remove(FOUNDATION)) {
            paragraphs.add(FOUNDATION);
        }
        return head + (paragraphs.isEmpty() ? "" : "\n" + String.join("\n\n", paragraphs) + "\n");
    }

    /** THIRD-PARTY: each work, its licence, its text. */
    public String thirdParty() {
        StringBuilder page = new StringBuilder(
                "What others wrote and is inside, with the licence of each.\nThe text of Apache-2.0 is in LICENSE.\n\n");
        Set<String> atTheEnd = new LinkedHashSet<>();
        for (Work work : works) {
            page.append(heading(work)).append('\n');
            page.append(paragraph(String.join("\n", work.copyrights())));
            work.taken().forEach(file -> taken(work, file).forEach(text -> page.append(paragraph(text))));
            texts(work).forEach(text -> {
                if (isLong(text)) {
                    atTheEnd.add(text);
                } else {
                    page.append(paragraph(text));
                }
            });
            page.append(paragraph(work.more()));
        }
        atTheEnd.forEach(text -> page.append(RULE).append('\n').append(paragraph(text)));
        return page.toString().strip() + "\n";
    }

    private static boolean isLong(String text) {
        return AT_THE_END.stream().anyMatch(licence -> Works.text(licence).equals(text));
    }

    private static String paragraph(String text) {
        return text.isBlank() ? "" : text.stripTrailing() + "\n\n";
    }

    private Set<String> taken(Work work, String file) {
        Set<String> texts = new LinkedHashSet<>();
        files(work, file).forEach(text -> texts.add(text.strip().replace("\r", "")));
        if (texts.isEmpty()) {
            throw new IllegalStateException(
                    "no jar with " + work.name() + " has the file " + file + " that support/licences takes out of it");
        }
        return texts;
    }

    private List<String> files(Work work, String file) {
        Works inside = new Works(works);
        return jars.stream()
                .filter(jar -> jar.holds(inside, work))
                .flatMap(jar -> jar.file(file).stream())
                .toList();
    }
}
