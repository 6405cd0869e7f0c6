package org.kafkamqtt.kafka.topic;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How often a consumer has refreshed its metadata.
 *
 * <p>It fetches by topic ID, so that a record of a recreated topic can only come after the client has heard of the new ID:
 * while this number is unchanged, all records are of the same topics as before. Thread-safe.
 */
public final class MetadataTicks {
    private final AtomicLong count = new AtomicLong();

    public long count() {
        return count.get();
    }

    /** A deserializer that counts the refreshes, since the client notifies nothing else of them. */
    public ByteArrayDeserializer listening() {
        return new Listening(count);
    }

    private static final class Listening extends ByteArrayDeserializer implements ClusterResourceListener {
        private final AtomicLong count;

        Listening(AtomicLong count) {
            this.count = count;
        }

        @Override
        public void onUpdate(ClusterResource cluster) {
            count.incrementAndGet();
        }
    }
}
