package org.kafkamqtt.balancer.cli.page;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.cli.study.Load;
import org.kafkamqtt.balancer.cli.study.Measure;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.console.text.Utf8;

/** Results in sentences. */
final class PageWords {
    private static final int LONGEST_KEY = 60;
    private static final int MOST_LISTED = 3;
    private static final int MOST_LABELS = 21;

    private PageWords() {}

    /** What a balancer promises for a key. */
    static String ordering(Load load) {
        return load.ordering().promise();
    }

    /** Which balancer is the most even, and which of those that keep a key on one partition. */
    static String verdict(List<Load> loads) {
        Load best = mostEven(loads.stream());
        boolean weighted = loads.stream().anyMatch(Load::isWeighted);
        if (loads.size() == 1) {
            return "The fullest partition holds " + Measure.FULLEST.of(best) + " × its share.";
        }
        String verdict = (weighted ? "Nearest to its shares: " : "Most even: ") + best.balancer()
                + ", whose fullest partition holds " + Measure.FULLEST.of(best) + " × its share.";
        List<Load> keeping =
                loads.stream().filter(l -> l.ordering() == Ordering.PER_KEY).toList();
        if (best.ordering() == Ordering.PER_KEY || keeping.isEmpty()) {
            return verdict;
        }
        Load keeper = mostEven(keeping.stream());
        return verdict
                + (keeping.size() == 1
                        ? " Only " + keeper.balancer() + " keeps each key on one partition: "
                        : " Of those that keep each key on one partition: " + keeper.balancer() + ", ")
                + Measure.FULLEST.of(keeper) + " ×.";
    }

    private static Load mostEven(Stream<Load> loads) {
        return loads.min(Comparator.comparingDouble(Load::maxOverAverage)).orElseThrow();
    }

    /** The fullest and the emptiest partition of a balancer. */
    static String extremes(Load load) {
        return "Fullest: " + partition(load, load.fullest()) + ". Emptiest: " + partition(load, load.emptiest()) + ".";
    }

    private static String partition(Load load, int partition) {
        long records = load.records()[partition];
        return "partition " + partition + " with " + Figures.count(records, "record") + " ("
                + Measure.percent((double) records / Math.max(1, load.total()))
                + (load.isWeighted() ? ", asked for " + Measure.percent(load.weights()[partition]) : "") + ")";
    }

    /** Where the records of one key went: {@code 3}, {@code 3 (52.1 %), 7 (47.9 %)}, {@code 10 partitions}. */
    static String places(SortedMap<Integer, Long> used) {
        if (used.size() == 1) {
            return used.firstKey().toString();
        }
        if (used.size() > MOST_LISTED) {
            return Figures.count(used.size()) + " partitions";
        }
        double all = used.values().stream().mapToLong(Long::longValue).sum();
        return used.entrySet().stream()
                .map(place -> place.getKey() + "\u00a0(" + Measure.percent(place.getValue() / all) + ")")
                .collect(Collectors.joining(", "));
    }

    /** A key as text, with {@code \xNN} for what cannot be shown; in hexadecimal if it is not text. */
    static String key(byte[] key) {
        if (key.length == 0) {
            return "(empty)";
        }
        if (!Utf8.isValid(key, 0, key.length)) {
            return cut("0x" + HexFormat.of().formatHex(key));
        }
        StringBuilder text = new StringBuilder();
        new String(key, StandardCharsets.UTF_8).codePoints().forEach(point -> {
            if (isShown(point)) {
                text.appendCodePoint(point);
            } else {
                text.append(String.format(point < 256 ? "\\x%02x" : "\\u%04x", point));
            }
        });
        return cut(text.toString());
    }

    /** Whether it can be seen, and leaves the direction of the text around it alone. */
    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_KEY
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_KEY - 1)) + "…";
    }

    /** How far apart the numbered partitions are, so that their numbers do not touch on a narrow page. */
    static int tickStep(int count) {
        int most = count > 1000 ? MOST_LABELS / 3 : count > 100 ? MOST_LABELS / 2 : MOST_LABELS;
        int step = 1;
        for (int i = 0; count > step * most; i++) {
            step = new int[] {2, 5, 10}[i % 3] * (int) Math.pow(10, Math.floorDiv(i, 3));
        }
        return step;
    }
}
