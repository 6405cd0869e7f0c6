package org.kafkamqtt.console.metrics;

import java.util.List;
import org.kafkamqtt.console.report.Latencies;

/**
 * Takes what a run measures. Names are in snake case and without the name of the tool; meanings are sentences for people without a
 * full stop.
 */
public interface Samples {
    /** Something that only grows; its name is served with {@code _total} at its end. */
    void counter(String name, String meaning, long value);

    /** Something that comes and goes. */
    void gauge(String name, String meaning, long value);

    /** A point of time in milliseconds since 1970, which is served in seconds. */
    void moment(String name, String meaning, long millis);

    /** The same for each of several things. */
    void gauges(String name, String meaning, List<Labelled> values);

    /** How long something took, in seconds. */
    void times(String name, String meaning, Latencies times);

    /**
     * A value of one of several things.
     *
     * @param labels names of labels, each with its value after it
     */
    record Labelled(List<String> labels, long value) {
        public Labelled {
            labels = List.copyOf(labels);
        }
    }
}
