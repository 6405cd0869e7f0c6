package org.kafkamqtt.producer.ledger;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Records that a broker refused only because another one of their batch was bad: they are sent again.
 *
 * <p>The broker reports the bad ones (Kafka 2.4 and later, KIP-467); it took none of the batch, so that nothing is stored
 * twice. Any thread may add; {@link #drain} sends.
 */
public final class Resends {
    private final Queue<Sent> waiting = new ConcurrentLinkedQueue<>();

    void add(Sent sent) {
        waiting.add(sent);
    }

    public boolean any() {
        return !waiting.isEmpty();
    }

    /** Sends the waiting records; those that the client no longer takes have failed. */
    public void drain(Producer<byte[], byte[]> producer) {
        for (Sent sent = waiting.poll(); sent != null; sent = waiting.poll()) {
            ProducerRecord<byte[], byte[]> record = sent.record();
            if (record == null) {
                throw new IllegalStateException("the record was not kept");
            }
            try {
                sent.again();
                var unused = producer.send(record, sent);
            } catch (KafkaException | IllegalStateException e) {
                sent.onCompletion(null, e);
            }
        }
    }
}
