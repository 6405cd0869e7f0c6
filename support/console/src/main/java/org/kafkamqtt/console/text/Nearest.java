package org.kafkamqtt.console.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a mistyped one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The closest known word, if it is at most about a third of its letters (at least one) away. */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(best -> distance(word, best) <= Math.max(1, (best.length() + 1) / 3));
    }

    /** The end of a sentence that refuses a word, {@code , did you mean 'X'?}, if one is close. */
    public static Optional<String> tail(String word, Collection<String> known) {
        return to(word, known).map(near -> ", did you mean '" + near + "'?");
    }

    /** The same, or nothing. */
    public static String suggestion(String word, Collection<String> known) {
        return tail(word, known).orElse("");
    }

    /** The same for a sentence that has listed the known words, without quotes as they are there. */
    public static Optional<String> listedTail(String word, Collection<String> known) {
        return to(word, known).map(near -> ", did you mean " + near + "?");
    }

    /** The same, or nothing. */
    public static String listed(String word, Collection<String> known) {
        return listedTail(word, known).orElse("");
    }

    /** Letters inserted, removed, replaced, or swapped with their neighbour (optimal string alignment). */
    public static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, rows);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] rows) {
        int changed = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
