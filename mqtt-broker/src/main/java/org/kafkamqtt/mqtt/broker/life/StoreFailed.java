package org.kafkamqtt.mqtt.broker.life;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.append.SequenceLost;

/** A record was not stored. */
final class StoreFailed extends Exception {
    private static final long serialVersionUID = 1;

    StoreFailed(Throwable cause) {
        super(cause);
    }

    /** Why, in a clause. */
    String why(LifeSettings settings) {
        Throwable cause = getCause();
        if (cause instanceof InvalidProducerEpochException || cause instanceof ProducerFencedException) {
            return "Kafka takes nothing more of it, since somebody has shut it out";
        }
        if (cause instanceof LifeOver || cause instanceof SequenceLost) {
            return String.valueOf(cause.getMessage());
        }
        return KafkaFailure.explain(
                        cause == null ? this : cause, settings.kafka().bootstrap())
                .sentence();
    }
}
