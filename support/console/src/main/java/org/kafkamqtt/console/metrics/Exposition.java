package org.kafkamqtt.console.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.kafkamqtt.console.Version;
import org.kafkamqtt.console.report.Distribution;
import org.kafkamqtt.console.report.Latencies;

/** One answer to Prometheus, sample by sample: the only class that knows its library. Not thread-safe. */
final class Exposition implements Samples {
    private static final OpenMetricsTextFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
    private static final PrometheusTextFormatWriter PROMETHEUS = PrometheusTextFormatWriter.create();

    /** From 1 ms to a minute. */
    private static final long[] BOUNDS_MICROS = {
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        30_000_000,
        60_000_000
    };

    private final String prefix;
    private final ExpositionFormatWriter writer;
    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    /**
     * @param tool whose name begins those of all its metrics
     * @param accept which formats are understood, as the HTTP header of that name has it; may be empty
     */
    Exposition(String tool, String accept) {
        this.prefix = tool.replace('-', '_') + "_";
        this.writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : PROMETHEUS;
    }

    /** What the answer is, in the words of HTTP. */
    String contentType() {
        return writer.getContentType();
    }

    /** The answer. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, all.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    void build(Version version) {
        String java = System.getProperty("java.version", "");
        all.metricSnapshot(InfoSnapshot.builder()
                .name(prefix + "build")
                .help("The build of the tool, and the Java it runs on")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", version.version(), "commit", version.commit(), "java", java))
                        .build())
                .build());
    }

    @Override
    public void counter(String name, String meaning, long value) {
        all.metricSnapshot(CounterSnapshot.builder()
                .name(prefix + name)
                .help(meaning)
                .dataPoint(
                        CounterDataPointSnapshot.builder().value((double) value).build())
                .build());
    }

    @Override
    public void gauge(String name, String meaning, long value) {
        gauges(name, meaning, List.of(new Labelled(List.of(), value)));
    }

    @Override
    public void moment(String name, String meaning, long millis) {
        GaugeDataPointSnapshot point =
                GaugeDataPointSnapshot.builder().value(millis / 1e3).build();
        all.metricSnapshot(GaugeSnapshot.builder()
                .name(prefix + name)
                .help(meaning)
                .dataPoint(point)
                .build());
    }

    @Override
    public void gauges(String name, String meaning, List<Labelled> values) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(prefix + name).help(meaning);
        for (Labelled each : values) {
            gauge.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(each.labels().toArray(String[]::new)))
                    .value((double) each.value())
                    .build());
        }
        all.metricSnapshot(gauge.build());
    }

    @Override
    public void times(String name, String meaning, Latencies times) {
        Distribution spread = times.distribution(BOUNDS_MICROS);
        all.metricSnapshot(HistogramSnapshot.builder()
                .name(prefix + name)
                .help(meaning)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets(spread))
                        .sum(spread.seconds())
                        .build())
                .build());
    }

    /** The library wants the count of each bucket alone, without those below it. */
    private static ClassicHistogramBuckets buckets(Distribution times) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (Distribution.Step step : times.steps()) {
            buckets.bucket(step.seconds(), step.count() - below);
            below = step.count();
        }
        return buckets.bucket(Double.POSITIVE_INFINITY, times.count() - below).build();
    }
}
