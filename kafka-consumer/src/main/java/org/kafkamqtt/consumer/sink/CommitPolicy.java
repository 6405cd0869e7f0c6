package org.kafkamqtt.consumer.sink;

import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;

/**
 * When what was written is committed: after a number of records, or after a time.
 *
 * @param records 1 or more
 * @param nanos 0 or more
 */
public record CommitPolicy(long records, long nanos) {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    /**
     * Parses {@code N}, {@code record} or a duration.
     *
     * @throws Failure status 2 if it is none of these
     */
    public static CommitPolicy parse(String text) {
        if (text.equals("record")) {
            return new CommitPolicy(1, Long.MAX_VALUE);
        }
        if (COUNT.matcher(text).matches()) {
            long records = Long.parseLong(text);
            if (records < 1) {
                throw Failure.usage("--commit-every needs at least 1 record");
            }
            return new CommitPolicy(records, Long.MAX_VALUE);
        }
        return new CommitPolicy(Long.MAX_VALUE, Quantity.duration(text, "s").toNanos());
    }

    public boolean due(long uncommitted, long nanosSince) {
        return uncommitted >= records || uncommitted > 0 && nanosSince >= nanos;
    }
}
