package org.kafkamqtt.consumer.dedupe;

import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;

/**
 * How far back in its partition a record is compared with others; both limits hold.
 *
 * @param offsets 1 or more
 * @param millis 0 or more, by the records' timestamps
 */
public record DedupeWindow(long offsets, long millis) {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    /**
     * Reads {@code N} or a duration.
     *
     * @throws Failure status 2 if it is neither
     */
    public static DedupeWindow parse(String text) {
        if (!COUNT.matcher(text).matches()) {
            return new DedupeWindow(Long.MAX_VALUE, Quantity.duration(text, "s").toMillis());
        }
        long offsets = Long.parseLong(text);
        if (offsets < 1) {
            throw Failure.usage("--dedupe-window needs at least 1 record");
        }
        return new DedupeWindow(offsets, Long.MAX_VALUE);
    }

    /** Whether two records this far apart are compared; a later record with an older timestamp always is. */
    boolean reaches(long offsetsOn, long millisOn) {
        return offsetsOn <= offsets && millisOn <= millis;
    }
}
