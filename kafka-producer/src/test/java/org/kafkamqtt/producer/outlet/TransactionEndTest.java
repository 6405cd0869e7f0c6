package org.kafkamqtt.producer.outlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** Who is blamed for the end of a transaction. */
class TransactionEndTest {
    private final TransactionEnd end = new TransactionEnd("broker:9092", 5000);

    private Failure after(Duration open, Throwable cause) {
        return end.explain(cause, open.toNanos());
    }

    @Test
    void a_transaction_that_was_open_for_too_long_was_given_up_by_the_broker() {
        Failure failure = after(Duration.ofSeconds(27), new KafkaException(new InvalidProducerEpochException("x")));
        assertEquals(ExitStatus.FAILED, failure.status());
        assertTrue(failure.sentence().contains("open for 27 s, longer than transaction.timeout.ms=5000"));
        assertTrue(failure.sentence().contains("--transaction-batch"));
    }

    @Test
    void a_young_one_was_fenced_by_another_producer() {
        assertTrue(after(Duration.ofSeconds(4), new ProducerFencedException("x"))
                .sentence()
                .startsWith("fenced: another producer with the same --transactional-id"));
    }

    @Test
    void an_old_one_of_which_the_broker_is_lost_was_not_given_up() {
        Failure failure = after(Duration.ofSeconds(27), new TimeoutException("waited in vain"));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
    }
}
