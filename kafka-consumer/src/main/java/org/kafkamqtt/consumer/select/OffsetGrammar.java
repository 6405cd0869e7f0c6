package org.kafkamqtt.consumer.select;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.TimeWords;

/**
 * Parses what users type after {@code -o}: the union of the words of kcat, rpk, kcl and kafkactl.
 *
 * <p>{@code beginning end stored N -N +N start+N end-N}, ranges {@code N:M :end N:}, times {@code @T @T1:T2 s@T e@T}, and
 * {@code 0=5,3=end} for single partitions. Pure: the clock comes in as a number.
 */
public final class OffsetGrammar {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern NAMED = Pattern.compile("[0-9]+=.*");
    private static final String KNOWN = "use beginning, end, stored, N, -N, +N, N:M, :end, @TIME, @TIME:TIME,"
            + " s@TIME, e@TIME or PARTITION=OFFSET,...";

    private final TimeWords times;

    public OffsetGrammar(long nowMillis) {
        times = new TimeWords(nowMillis);
    }

    /**
     * The plan of all {@code -o} options together; later ones add to earlier ones.
     *
     * @throws Failure status 2 for what no tool of the field would understand
     */
    public OffsetPlan plan(List<String> words) {
        OffsetRange general = OffsetRange.DEFAULT;
        Map<Integer, OffsetRange> named = new HashMap<>();
        for (String word : words) {
            if (NAMED.matcher(word).matches()) {
                addNamed(word, named);
            } else {
                general = general.with(range(word));
            }
        }
        return new OffsetPlan(general, named);
    }

    private void addNamed(String word, Map<Integer, OffsetRange> named) {
        for (String part : word.split(",", -1)) {
            int equals = part.indexOf('=');
            if (!NAMED.matcher(part).matches() || equals > 9) {
                throw refused(word);
            }
            int partition = Integer.parseInt(part.substring(0, equals));
            OffsetRange before = named.getOrDefault(partition, OffsetRange.DEFAULT);
            named.put(partition, before.with(range(part.substring(equals + 1))));
        }
    }

    private OffsetRange range(String word) {
        if (word.startsWith("@")) {
            return times(word, word.substring(1));
        }
        if (word.startsWith("s@")) {
            return OffsetRange.from(time(word, word.substring(2)));
        }
        if (word.startsWith("e@")) {
            return OffsetRange.until(time(word, word.substring(2)));
        }
        int colon = word.indexOf(':');
        if (colon < 0) {
            return OffsetRange.from(required(word, word));
        }
        String start = word.substring(0, colon);
        String end = word.substring(colon + 1);
        if (start.isEmpty() && end.isEmpty() || end.equals("stored")) {
            throw refused(word);
        }
        return new OffsetRange(optional(start, word), optional(end, word));
    }

    /** One time, or two with a colon between them; since ISO times contain colons, each of them is tried. */
    private OffsetRange times(String word, String text) {
        Optional<Long> single = times.millis(text);
        if (single.isPresent()) {
            return OffsetRange.from(new Point.Time(single.get()));
        }
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            Optional<Long> from = times.millis(text.substring(0, colon));
            Optional<Point> to = endOfTimes(text.substring(colon + 1));
            if (from.isPresent() && to.isPresent()) {
                return new OffsetRange(Optional.of(new Point.Time(from.get())), to);
            }
        }
        throw refused(word);
    }

    private Optional<Point> endOfTimes(String text) {
        String bare = text.startsWith("@") ? text.substring(1) : text;
        return bare.equals("end")
                ? Optional.of(new Point.End())
                : times.millis(bare).map(Point.Time::new);
    }

    private Point time(String word, String text) {
        return new Point.Time(times.millis(text).orElseThrow(() -> refused(word)));
    }

    private static Optional<Point> optional(String text, String word) {
        return text.isEmpty() ? Optional.empty() : Optional.of(required(text, word));
    }

    private static Point required(String text, String word) {
        Point point = point(text);
        if (point == null) {
            throw refused(word);
        }
        return point;
    }

    private static @Nullable Point point(String text) {
        return switch (text) {
            case "beginning", "start", "earliest", "oldest" -> new Point.Beginning();
            case "end", "latest", "newest" -> new Point.End();
            case "stored" -> new Point.Stored();
            default -> counted(text);
        };
    }

    private static @Nullable Point counted(String text) {
        if (text.startsWith("+")) {
            return number(text.substring(1)).map(Point.AfterBeginning::new).orElse(null);
        }
        if (text.startsWith("-")) {
            return number(text.substring(1)).map(Point.BeforeEnd::new).orElse(null);
        }
        if (text.startsWith("start+")) {
            return number(text.substring(6)).map(Point.AfterBeginning::new).orElse(null);
        }
        if (text.startsWith("end-")) {
            return number(text.substring(4)).map(Point.BeforeEnd::new).orElse(null);
        }
        return number(text).map(Point.At::new).orElse(null);
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() && text.length() <= 18
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    private static Failure refused(String word) {
        return Failure.usage("'-o " + word + "' is not an offset: " + KNOWN);
    }
}
