package org.kafkamqtt.licences;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All works that may be inside, in the order of the list. */
public record Works(List<Work> all) {
    private static final Pattern ENTRY = Pattern.compile("^= ", Pattern.MULTILINE);
    private static final Pattern NOTICE = Pattern.compile("(\\S+)(?: (\\d+)(?:-(\\d+))?)?");

    /** The list of this project. */
    public static Works standard() {
        return parse(resource("works.txt"));
    }

    /** The text of a licence. */
    static String text(String licence) {
        return resource(licence + ".txt");
    }

    private static String resource(String name) {
        try (InputStream in = Works.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no text '" + name + "' in support/licences");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list that a text holds; what it means is told at its head. */
    static Works parse(String text) {
        List<Work> all = new ArrayList<>();
        ENTRY.splitAsStream(text)
                .filter(entry -> !entry.isBlank() && !entry.startsWith("#"))
                .forEach(entry -> all.add(work(entry)));
        return new Works(List.copyOf(all));
    }

    private static Work work(String entry) {
        List<String> lines = entry.lines().toList();
        int end = lines.indexOf("");
        List<String> head = lines.subList(1, end < 0 ? lines.size() : end);
        String more = end < 0
                ? ""
                : String.join("\n", lines.subList(end, lines.size())).strip();
        head.forEach(Works::check);
        return new Work(
                lines.get(0),
                String.join(" ", values(head, "home")),
                words(head, "licence"),
                String.join(" ", values(head, "holder")),
                words(head, "classes"),
                words(head, "maven"),
                values(head, "copyright"),
                values(head, "notice").stream().map(Works::paragraphs).toList(),
                values(head, "take"),
                more);
    }

    private static void check(String line) {
        String word = line.substring(0, Math.max(0, line.indexOf(' ')));
        if (!List.of("home", "licence", "holder", "classes", "maven", "copyright", "notice", "take")
                .contains(word)) {
            throw new IllegalArgumentException("works.txt: unknown line '" + line + "'");
        }
    }

    private static List<String> values(List<String> head, String word) {
        return head.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }

    private static List<String> words(List<String> head, String word) {
        return values(head, word).stream()
                .flatMap(value -> List.of(value.split(" ")).stream())
                .toList();
    }

    private static Work.Paragraphs paragraphs(String value) {
        Matcher words = NOTICE.matcher(value);
        if (!words.matches()) {
            throw new IllegalArgumentException("works.txt: no paragraphs are named by '" + value + "'");
        }
        if (words.group(2) == null) {
            return new Work.Paragraphs(words.group(1), 1, Integer.MAX_VALUE);
        }
        String to = words.group(3) == null ? words.group(2) : words.group(3);
        return new Work.Paragraphs(words.group(1), Integer.parseInt(words.group(2)), Integer.parseInt(to));
    }

    /** The works that a class belongs to; none if nobody claims it. */
    public List<Work> ofClass(String path) {
        int longest = all.stream().mapToInt(work -> work.fits(path)).max().orElse(0);
        return longest == 0
                ? List.of()
                : all.stream().filter(work -> work.fits(path) == longest).toList();
    }

    /** The works that are inside what has those classes and coordinates, in the order of the list. */
    public List<Work> inside(Collection<Inside> jars) {
        return all.stream()
                .filter(work -> jars.stream().anyMatch(jar -> jar.holds(this, work)))
                .toList();
    }

    /** Packages and coordinates that nobody claims: of these we would ship something and not say so. */
    public NavigableSet<String> unclaimed(Inside jar) {
        NavigableSet<String> unclaimed = new TreeSet<>();
        jar.packages().stream().filter(path -> ofClass(path).isEmpty()).forEach(unclaimed::add);
        jar.maven().stream()
                .filter(coordinates -> all.stream().noneMatch(work -> work.isAt(coordinates)))
                .forEach(unclaimed::add);
        return unclaimed;
    }
}
