package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.opentest4j.TestAbortedException;

/** A producer, three consumers of a group, and somebody who kills them. */
final class ChaosRun implements AutoCloseable {
    private static final int MEMBERS = 3;
    private static final long BETWEEN_KILLS = TimeUnit.SECONDS.toNanos(2);

    private final Sandbox sandbox;
    private final int rate;
    private final int partitions;
    private final List<String> args;
    private final Random random = new Random(4711);
    private final List<Child> living = new ArrayList<>();
    private final List<Child> all = new ArrayList<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread producing = new Thread(this::produce, "producer");
    private long sent;
    private int kills;
    private int stops;
    private int brokerRestarts;

    ChaosRun(Sandbox sandbox, int rate, int partitions, List<String> args) {
        this.sandbox = sandbox;
        this.rate = rate;
        this.partitions = partitions;
        this.args = args;
        for (int member = 0; member < MEMBERS; member++) {
            living.add(started(member));
        }
        producing.start();
    }

    private Child started(int member) {
        List<String> words = new ArrayList<>(List.of("-b", sandbox.kafkaAddress(), "--connect-timeout", "60s"));
        words.addAll(args);
        words.addAll(List.of("--static", "member-" + member));
        Child child = Child.start(words.toArray(String[]::new));
        all.add(child);
        return child;
    }

    /** Kills or stops a member every two seconds and restarts the broker in the middle; waits for all acknowledgements. */
    void disturb(int seconds) {
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        long middle = begun + TimeUnit.SECONDS.toNanos(seconds) / 2;
        for (long next = begun + 2 * BETWEEN_KILLS; next < end; next += BETWEEN_KILLS) {
            until(next);
            kill(random.nextInt(MEMBERS), random.nextBoolean() ? "KILL" : "TERM");
            if (brokerRestarts == 0 && System.nanoTime() > middle) {
                brokerRestarts++;
                sandbox.stopKafka();
                sandbox.startKafka();
            }
        }
        until(end);
        ended.set(true);
        Await.that("the producer to end", 150, () -> !producing.isAlive());
        if (acknowledged.get() != sent) {
            // The consumers cannot be judged by records that the broker never took from this test's own producer.
            throw new TestAbortedException(sent + " sent, " + acknowledged + " acknowledged");
        }
    }

    private static void until(long time) {
        while (System.nanoTime() < time) {
            LockSupport.parkNanos(time - System.nanoTime());
        }
    }

    private void kill(int member, String signal) {
        living.get(member).signal(signal);
        living.get(member).ended(60);
        kills += signal.equals("KILL") ? 1 : 0;
        stops += signal.equals("TERM") ? 1 : 0;
        living.set(member, started(member));
    }

    private void produce() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", sandbox.kafkaAddress(), "linger.ms", 5, "delivery.timeout.ms", 120_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long begun = System.nanoTime();
            while (!ended.get()) {
                long due = (System.nanoTime() - begun) * rate / 1_000_000_000L;
                while (sent < due && !ended.get()) {
                    send(producer);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback counts
    private void send(KafkaProducer<byte[], byte[]> producer) {
        int partition = (int) (sent % partitions);
        byte[] value = Long.toString(sent / partitions).getBytes(UTF_8);
        producer.send(
                new ProducerRecord<>(
                        "in", partition, Integer.toString(partition).getBytes(UTF_8), value),
                (metadata, e) -> {
                    if (e == null) {
                        acknowledged.incrementAndGet();
                    }
                });
        sent++;
    }

    long sent() {
        return sent;
    }

    int kills() {
        return kills;
    }

    int brokerRestarts() {
        return brokerRestarts;
    }

    /** The values that a partition must hold, in order. */
    List<String> expected(int partition) {
        long count = (sent - partition + partitions - 1) / partitions;
        return IntStream.range(0, (int) count).mapToObj(Integer::toString).toList();
    }

    /** All whole lines of all consumers there ever were. */
    List<String> output() {
        List<String> lines = new ArrayList<>();
        for (Child child : all) {
            String text = child.written();
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
        }
        return lines;
    }

    void endAll() {
        living.forEach(child -> child.signal("TERM"));
        living.forEach(child -> child.ended(60));
    }

    String report() {
        return sent + " records, " + kills + " kill -9, " + stops + " SIGTERM, " + brokerRestarts + " broker restart";
    }

    @Override
    public void close() {
        ended.set(true);
        all.forEach(Child::close);
    }
}
