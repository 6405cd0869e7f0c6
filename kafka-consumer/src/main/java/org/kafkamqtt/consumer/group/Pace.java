package org.kafkamqtt.consumer.group;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How fast a partition is read, and how fast it grows; absent until it was seen twice.
 *
 * @param rate records committed a second
 * @param arriving new records a second
 */
public record Pace(OptionalDouble rate, OptionalDouble arriving) {
    /** Nothing is known yet. */
    static final Pace UNKNOWN = new Pace(OptionalDouble.empty(), OptionalDouble.empty());

    /** Seconds until nothing is left to read, if both paces last; absent if the group is not catching up. */
    public OptionalLong left(OptionalLong lag) {
        if (lag.isEmpty() || lag.getAsLong() == 0) {
            return lag;
        }
        double gain = rate.orElse(0) - arriving.orElse(0);
        return rate.isEmpty() || arriving.isEmpty() || gain <= 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil(lag.getAsLong() / gain));
    }

    /** Whether a group with this lag never gets to the end, as things are. */
    public boolean never(OptionalLong lag) {
        return rate.isPresent()
                && arriving.isPresent()
                && lag.orElse(0) > 0
                && left(lag).isEmpty();
    }
}
