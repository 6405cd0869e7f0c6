package org.kafkamqtt.producer.ledger;

import java.util.Locale;
import java.util.Optional;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.console.text.Digits;
import org.kafkamqtt.console.text.Figures;

/**
 * A run at its end, in one line.
 *
 * @param counts of records
 * @param bytes that were acknowledged
 * @param nanos from the first record to the last acknowledgement
 * @param p50 milliseconds that half of the acknowledgements did not exceed
 * @param p99 the same for 99 of 100
 * @param longest acknowledgement in milliseconds
 */
public record Summary(Tally.Counts counts, long bytes, long nanos, double p50, double p99, double longest) {

    public static Summary of(Ledger ledger, long nanos) {
        Latencies latencies = ledger.latencies();
        return new Summary(
                ledger.counts(),
                ledger.bytes(),
                Math.max(1, nanos),
                latencies.millis(50),
                latencies.millis(99),
                latencies.millis(100));
    }

    /**
     * The exit status of the run.
     *
     * @param general the first failure that is not the fault of a record
     */
    public ExitStatus status(Optional<Failure> general) {
        ExitStatus status = counts.status();
        if (status == ExitStatus.OK || general.isEmpty()) {
            return status;
        }
        ExitStatus cause = general.get().status();
        boolean lost = cause == ExitStatus.UNREACHABLE;
        return counts.acknowledged() == 0 || lost ? cause : ExitStatus.PARTIAL;
    }

    /** For people; the rate in bytes has the unit that fits. */
    public String text(Digits digits) {
        String sentence = counts.text(digits) + " in " + format("%.1f s", seconds());
        if (counts.acknowledged() == 0) {
            return sentence;
        }
        return sentence
                + ", " + digits.of(Math.round(counts.acknowledged() / seconds())) + " records/s, "
                + Figures.size(bytes / seconds()) + "/s"
                + format("; acknowledged after %.1f ms (p50), %.1f ms (p99), %.1f ms (longest)", p50, p99, longest);
    }

    public String json() {
        return "{" + counts.jsonMembers()
                + format(
                        ",\"bytes\":%d,\"seconds\":%.3f,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"longestMs\":%.3f}",
                        bytes, seconds(), p50, p99, longest);
    }

    private double seconds() {
        return nanos / 1e9;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
