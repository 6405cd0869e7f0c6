package org.kafkamqtt.console.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kafkamqtt.console.report.Latencies;

/** Samples by their names, as a test looks at them. */
final class Collected implements Samples {
    private final Map<String, Double> values = new TreeMap<>();

    double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    @Override
    public void counter(String name, String meaning, long value) {
        values.put(name, (double) value);
    }

    @Override
    public void gauge(String name, String meaning, long value) {
        values.put(name, (double) value);
    }

    @Override
    public void moment(String name, String meaning, long millis) {
        values.put(name, millis / 1e3);
    }

    @Override
    public void gauges(String name, String meaning, List<Labelled> all) {
        all.forEach(each -> values.put(name + each.labels(), (double) each.value()));
    }

    @Override
    public void times(String name, String meaning, Latencies times) {
        values.put(name, (double) times.distribution().count());
    }
}
