package org.kafkamqtt.consumer.group;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.TimeWords;
import org.kafkamqtt.consumer.select.Point;

/**
 * Parses what users type after {@code --to}.
 *
 * <p>Unlike in {@code -o}, {@code +N} and {@code -N} count from where the group is, as Kafka's {@code --shift-by} does.
 */
public final class TargetWords {
    private static final Pattern COUNTED = Pattern.compile("(start\\+|end-|[+-]|)([0-9]{1,18})");

    private final TimeWords times;

    /** @param nowMillis what {@code now} means, in milliseconds since 1970 */
    public TargetWords(long nowMillis) {
        times = new TimeWords(nowMillis);
    }

    /**
     * The target that a word names.
     *
     * @throws Failure status 2 if it names none, or a file that cannot be read
     */
    public Target target(String word) {
        return switch (word) {
            case "earliest", "beginning", "start", "oldest" -> new Target.To(new Point.Beginning());
            case "latest", "end", "newest" -> new Target.To(new Point.End());
            case "current", "stored" -> new Target.To(new Point.Stored());
            default -> counted(word).or(() -> time(word)).orElseGet(() -> file(word));
        };
    }

    private static Optional<Target> counted(String word) {
        Matcher matcher = COUNTED.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(2));
        return Optional.of(
                switch (matcher.group(1)) {
                    case "+" -> new Target.Shift(number);
                    case "-" -> new Target.Shift(-number);
                    case "start+" -> new Target.To(new Point.AfterBeginning(number));
                    case "end-" -> new Target.To(new Point.BeforeEnd(number));
                    default -> new Target.To(new Point.At(number));
                });
    }

    private Optional<Target> time(String word) {
        return times.millis(word.startsWith("@") ? word.substring(1) : word)
                .map(millis -> new Target.To(new Point.Time(millis)));
    }

    private static Target file(String word) {
        if (!word.isBlank() && exists(word)) {
            return new Target.Back(OffsetsFile.read(Path.of(word)));
        }
        throw Failure.usage(
                "'--to " + word + "' is neither an offset nor a file: use earliest, latest, current, OFFSET, +N,"
                        + " -N, start+N, end-N, a time such as -1h or 2026-01-31T10:00, or the name of an undo file");
    }

    private static boolean exists(String word) {
        try {
            return Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
