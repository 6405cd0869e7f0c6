package org.kafkamqtt.mqtt.broker.serve;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.life.LifeLog;
import org.kafkamqtt.mqtt.broker.log.KafkaLog;
import org.kafkamqtt.mqtt.broker.log.RecordReceipt;

/** The records of a life, under the producer ID of its messages. Guarded as {@link LifeLog} is. */
record LifeRecords(KafkaLog log) implements LifeLog {
    @Override
    public long producerId() throws InterruptedException {
        return log.life().producerId();
    }

    @Override
    public boolean append(String topic, int partition, byte[] key, byte @Nullable [] value, Outcome outcome) {
        return log.append(topic, partition, key, value, new RecordReceipt() {
            @Override
            public void stored() {
                outcome.stored();
            }

            @Override
            public void failed(Exception cause) {
                outcome.failed(cause);
            }
        });
    }
}
