package org.kafkamqtt.consumer.select;

import java.util.Optional;

/**
 * The range of a partition that is read.
 *
 * @param start the first place, or nothing for the tool's default
 * @param end the place before which reading ends, or nothing to read on
 */
public record OffsetRange(Optional<Point> start, Optional<Point> end) {
    static final OffsetRange DEFAULT = new OffsetRange(Optional.empty(), Optional.empty());

    public static OffsetRange from(Point start) {
        return new OffsetRange(Optional.of(start), Optional.empty());
    }

    public static OffsetRange until(Point end) {
        return new OffsetRange(Optional.empty(), Optional.of(end));
    }

    /** This range, with the points of the other one overriding its own. */
    public OffsetRange with(OffsetRange other) {
        return new OffsetRange(other.start.or(() -> start), other.end.or(() -> end));
    }
}
