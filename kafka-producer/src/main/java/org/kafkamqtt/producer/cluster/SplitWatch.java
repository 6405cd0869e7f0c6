package org.kafkamqtt.producer.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * Ends a run whose client splits a batch into itself and sends it again for ever, which kafka-clients 4.3 does with a record
 * above the topic's limit beside one of a few bytes ({@link Admission}); without this, such a run would hang silently.
 *
 * <p>Not thread-safe; one chore of the housekeeping.
 */
public final class SplitWatch implements Runnable {
    /** This many splits without one acknowledgement mean that there is no progress. */
    private static final double ENOUGH = 20;

    private static final long PATIENCE_NS = Duration.ofSeconds(10).toNanos();

    private final ClientConnection connection;
    private final LongSupplier progress;
    private final LongSupplier nanos;
    private long reached = -1;
    private double splitsThen;
    private long since;

    /**
     * @param progress grows with every acknowledgement
     * @param nanos the time
     */
    public SplitWatch(ClientConnection connection, LongSupplier progress, LongSupplier nanos) {
        this.nanos = nanos;
        this.connection = connection;
        this.progress = progress;
    }

    /**
     * Looks once.
     *
     * @throws Failure if there is no progress: the client is closed, and the records in flight have failed
     */
    @Override
    public void run() {
        long now = progress.getAsLong();
        if (now != reached) {
            reached = now;
            since = nanos.getAsLong();
            splitsThen = splits();
        } else if (nanos.getAsLong() - since > PATIENCE_NS && splits() - splitsThen > ENOUGH) {
            reached = -1;
            connection.abandon();
            throw new Failure(
                    ExitStatus.PARTIAL,
                    "a record is larger than max.message.bytes of its topic, and the Kafka client splits its batch for ever:"
                            + " the records in flight did not arrive; with --sync this record is reported and the others"
                            + " arrive");
        }
    }

    private double splits() {
        return KafkaClientQuirks.splits(connection.producer());
    }
}
