package org.kafkamqtt.journeys.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.opentest4j.TestAbortedException;

/**
 * Sends numbers to a topic, to its partitions in turn and each counted from 0, with the number of the partition as key, by a client
 * that is none of ours. Its own thread sends; any may end it.
 */
final class NumberSource extends Thread {
    private static final int DELIVERY_MS = 120_000;

    private final String addresses;
    private final String topic;
    private final int partitions;
    private final int rate;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean ending;
    private volatile long sent;

    /**
     * One that has not begun.
     *
     * @param rate records per second
     */
    NumberSource(String addresses, String topic, int partitions, int rate) {
        super("numbers");
        this.addresses = addresses;
        this.topic = topic;
        this.partitions = partitions;
        this.rate = rate;
        setDaemon(true);
    }

    @Override
    public void run() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", addresses, "linger.ms", 5, "delivery.timeout.ms", DELIVERY_MS);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long begun = System.nanoTime();
            while (!ending) {
                long due = (System.nanoTime() - begun) * rate / 1_000_000_000L;
                while (sent < due && !ending) {
                    send(producer);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    @SuppressWarnings({"FutureReturnValueIgnored", "NonAtomicVolatileUpdate"}) // the callback counts; one thread writes
    private void send(KafkaProducer<byte[], byte[]> producer) {
        int partition = (int) (sent % partitions);
        byte[] key = Integer.toString(partition).getBytes(UTF_8);
        byte[] value = Long.toString(sent / partitions).getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, key, value), (metadata, e) -> {
            if (e == null) {
                acknowledged.incrementAndGet();
            }
        });
        sent++;
    }

    /** Sends no more, and returns how many there are: consumers cannot be judged by what the nodes did not take. */
    long end() throws InterruptedException {
        ending = true;
        join(DELIVERY_MS + 30_000L);
        if (isAlive() || acknowledged.get() != sent) {
            throw new TestAbortedException(sent + " sent, " + acknowledged + " acknowledged");
        }
        return sent;
    }

    /** What a partition holds, in order. */
    List<String> of(int partition) {
        long count = (sent - partition + partitions - 1) / partitions;
        return LongStream.range(0, count).mapToObj(Long::toString).toList();
    }
}
