package org.kafkamqtt.console.help;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines at blanks only, counting characters and not Java's halves of them. */
final class Wrapping {
    private Wrapping() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Lines of at most this many characters; a word that is longer has a line of its own. */
    static List<String> lines(String text, int width) {
        return filled(List.of(text.strip().split(" +")), width);
    }

    /** The same, but what is in brackets or quotes stays on one line while it fits. */
    static List<String> synopsis(String text, int width) {
        List<String> words = new ArrayList<>();
        for (String word : words(text, true)) {
            words.addAll(length(word) > width ? List.of(word.split(" ")) : List.of(word));
        }
        return filled(words, width);
    }

    /** A shell command, broken only between words, where a backslash continues it. */
    static List<String> command(String text, int width) {
        if (length(text) <= width) {
            return List.of(text);
        }
        List<String> lines = filled(words(text, false), width - 2);
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            joined.add(lines.get(i) + (i + 1 < lines.size() ? " \\" : ""));
        }
        return joined;
    }

    private static List<String> filled(List<String> words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Split at blanks that are outside of quotes, and of brackets if those count. */
    private static List<String> words(String text, boolean brackets) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (brackets && (c == '[' || c == '{')) {
                depth++;
            } else if (brackets && (c == ']' || c == '}')) {
                depth--;
            } else if (c == ' ' && depth == 0) {
                words.add(text.substring(start, i));
                start = i + 1;
            }
        }
        words.add(text.substring(start));
        words.removeIf(String::isEmpty);
        return words;
    }
}
