package org.kafkamqtt.console;

import java.util.concurrent.atomic.LongAdder;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.text.Digits;

/**
 * What became of every record or message of a run: the one source of the summary line and of the exit status.
 *
 * <p>Each one read ends as exactly one of acknowledged, failed or skipped; sent counts those handed to the client on
 * the way. Thread-safe.
 */
public final class Tally {
    private final LongAdder read = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    public void read() {
        read.increment();
    }

    public void sent() {
        sent.increment();
    }

    public void acknowledged() {
        acknowledged.increment();
    }

    /** Counts many at once, for sinks that write in batches. */
    public void acknowledged(long count) {
        acknowledged.add(count);
    }

    /** Counts many at once, for sources that read in batches. */
    public void read(long count) {
        read.add(count);
    }

    public void failed() {
        failed.increment();
    }

    /** Counts many at once, for transactions that are aborted. */
    public void failed(long count) {
        failed.add(count);
    }

    public void skipped() {
        skipped.increment();
    }

    /** The present counts; exact once no thread counts any more. */
    public Counts counts() {
        return new Counts(read.sum(), sent.sum(), acknowledged.sum(), failed.sum(), skipped.sum());
    }

    /**
     * A tally at one moment.
     *
     * @param read taken from the source
     * @param sent handed to the client or sink
     * @param acknowledged known to have arrived
     * @param failed known not to have arrived
     * @param skipped left out on purpose
     */
    public record Counts(long read, long sent, long acknowledged, long failed, long skipped) {

        /** Records whose fate is not known; 0 at the end of a complete run. */
        public long unsettled() {
            return read - acknowledged - failed - skipped;
        }

        /** Status 0 only if everything read has arrived or was left out on purpose; status 3 otherwise. */
        public ExitStatus status() {
            return failed == 0 && unsettled() == 0 ? ExitStatus.OK : ExitStatus.PARTIAL;
        }

        /** One line for people, such as {@code 3 read, 3 sent, 2 acknowledged, 1 failed}. */
        public String text(Digits digits) {
            return digits.of(read) + " read, " + digits.of(sent) + " sent, " + digits.of(acknowledged)
                    + " acknowledged, " + digits.of(failed) + " failed"
                    + (skipped == 0 ? "" : ", " + digits.of(skipped) + " skipped")
                    + (unsettled() == 0 ? "" : ", " + digits.of(unsettled()) + " unsettled");
        }

        /** The members of a JSON object, without its braces, so that a tool can add its own. */
        public String jsonMembers() {
            return "\"read\":" + read + ",\"sent\":" + sent + ",\"acknowledged\":" + acknowledged + ",\"failed\":"
                    + failed + ",\"skipped\":" + skipped + ",\"unsettled\":" + unsettled();
        }
    }
}
