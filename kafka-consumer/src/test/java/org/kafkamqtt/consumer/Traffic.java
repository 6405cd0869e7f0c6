package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records 1, 2, 3 and so on, about 200 in a second, in turn over the partitions, until it is stopped. */
final class Traffic implements AutoCloseable {
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread sending;
    private volatile int sent;

    Traffic(String topic, int partitions) {
        sending = new Thread(() -> send(topic, partitions), "traffic");
        sending.start();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits for all of them
    private void send(String topic, int partitions) {
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            while (!ended.get()) {
                int next = sent + 1;
                byte[] value = Integer.toString(next).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(topic, next % partitions, null, value));
                sent = next;
                LockSupport.parkNanos(BETWEEN);
            }
        }
    }

    /** Ends it; all that was sent, in order. */
    List<String> stop() {
        ended.set(true);
        try {
            sending.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return IntStream.rangeClosed(1, sent).mapToObj(Integer::toString).toList();
    }

    int sent() {
        return sent;
    }

    @Override
    public void close() {
        stop();
    }
}
