package org.kafkamqtt.producer.ledger;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.append.AppenderClosed;
import org.kafkamqtt.kafka.append.DeliveryTimeout;
import org.kafkamqtt.producer.cluster.KafkaClientQuirks;

/** Explains why a record was refused: through its own fault (status 3) or the connection's. */
public final class FailureWords {
    private final String bootstrap;

    public FailureWords(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /**
     * The sentence and status.
     *
     * @param size bytes of the record
     * @param perhapsArrived whether it may have arrived all the same
     */
    Failure of(Exception failure, int size, boolean perhapsArrived) {
        Failure words = of(failure, size);
        return perhapsArrived && !(failure instanceof AppenderClosed)
                ? new Failure(words.status(), words.sentence() + "; it may have arrived all the same", failure)
                : words;
    }

    private Failure of(Exception failure, int size) {
        if (failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException) {
            return new Failure(
                    ExitStatus.PARTIAL,
                    "too large: " + size + " bytes with key and headers, more than the topic's max.message.bytes",
                    failure);
        }
        if (failure instanceof InvalidRecordException
                || KafkaClientQuirks.innocent(failure)
                || failure instanceof InvalidTimestampException
                || failure instanceof PolicyViolationException
                || failure instanceof SerializationException) {
            return new Failure(ExitStatus.PARTIAL, "refused: " + Reason.of(failure), failure);
        }
        if (failure instanceof AppenderClosed || KafkaClientQuirks.closedForcefully(failure)) {
            return new Failure(ExitStatus.FAILED, "not acknowledged before the run ended", failure);
        }
        if (failure instanceof DeliveryTimeout) {
            return new Failure(
                    ExitStatus.UNREACHABLE, "no answer from " + bootstrap + ": " + failure.getMessage(), failure);
        }
        return KafkaFailure.explain(failure, bootstrap);
    }

    /** The clause for a record that is not even sent. */
    public static String tooLarge(int size, int limit) {
        return "too large: " + size + " > " + limit + " bytes (" + ProducerConfig.MAX_REQUEST_SIZE_CONFIG + ")";
    }
}
