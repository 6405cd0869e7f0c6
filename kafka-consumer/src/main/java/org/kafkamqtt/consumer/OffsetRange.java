package org.kafkamqtt.consumer;

import java.util.Optional;

/**
 * From where to where a partition is read.
 *
 * @param start the first place, or nothing for the tool's default
 * @param end the place before which reading ends, or nothing to read on
 */
record OffsetRange(Optional<Point> start, Optional<Point> end) {
    static final OffsetRange DEFAULT = new OffsetRange(Optional.empty(), Optional.empty());

    static OffsetRange from(Point start) {
        return new OffsetRange(Optional.of(start), Optional.empty());
    }

    static OffsetRange until(Point end) {
        return new OffsetRange(Optional.empty(), Optional.of(end));
    }

    /** This, with what the other says put above it. */
    OffsetRange with(OffsetRange other) {
        return new OffsetRange(other.start.or(() -> start), other.end.or(() -> end));
    }
}
