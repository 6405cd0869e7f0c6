package org.kafkamqtt.producer.outlet;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * Explains what ended an open transaction.
 *
 * <p>A broker that gives up a transaction because of its age fences the producer in the same words as when another producer
 * takes over. Only the time distinguishes them: a transaction that was open for longer than allowed counts as given up.
 *
 * @param bootstrap the brokers, for people
 * @param timeoutMillis how long a transaction may be open, {@code transaction.timeout.ms}
 */
public record TransactionEnd(String bootstrap, long timeoutMillis) {
    private static final long DEFAULT_TIMEOUT = 60_000;

    public static TransactionEnd of(KafkaSettings settings) {
        return new TransactionEnd(
                settings.bootstrap(),
                settings.value("transaction.timeout.ms")
                        .filter(text -> text.matches("[0-9]{1,18}"))
                        .map(Long::valueOf)
                        .orElse(DEFAULT_TIMEOUT));
    }

    /**
     * The sentence and status.
     *
     * @param cause the client's exception
     * @param openNanos how long the transaction had been open by then
     */
    Failure explain(Throwable cause, long openNanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(openNanos);
        if (millis <= timeoutMillis || fencing(cause).isEmpty()) {
            return KafkaFailure.explain(cause, bootstrap);
        }
        return new Failure(
                ExitStatus.FAILED,
                "the broker gave up the transaction, which was open for " + millis / 1000
                        + " s, longer than transaction.timeout.ms=" + timeoutMillis
                        + ": commit more often with --transaction-batch, or allow more with"
                        + " -X transaction.timeout.ms=MS",
                cause);
    }

    private static Optional<Throwable> fencing(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof ProducerFencedException || each instanceof InvalidProducerEpochException) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
