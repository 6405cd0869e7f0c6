package org.kafkamqtt.console.report;

import java.util.List;

/**
 * How long each of many took.
 *
 * @param steps how many took at most how long, the shortest time first
 * @param count of all
 * @param seconds that all took together
 */
public record Distribution(List<Step> steps, long count, double seconds) {
    public Distribution {
        steps = List.copyOf(steps);
    }

    /** This many took at most these seconds. */
    public record Step(double seconds, long count) {}
}
