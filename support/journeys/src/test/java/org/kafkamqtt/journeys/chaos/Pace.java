package org.kafkamqtt.journeys.chaos;

import java.util.concurrent.TimeUnit;

/**
 * Which numbers are due at a steady rate.
 *
 * @param begunNanos when the first one was due
 * @param last numbers beyond this one are not due at all
 */
record Pace(long begunNanos, int first, int last, int perSecond) {
    /** None is due. */
    static final Pace NONE = new Pace(0, 1, 0, 1);

    /** Whether the number is due at this time. */
    boolean due(int number, long nanos) {
        double since = (nanos - begunNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return number <= last && number - first <= since * perSecond;
    }
}
