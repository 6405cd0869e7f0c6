package org.kafkamqtt.producer.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.FirstContact;

/**
 * The Kafka client of a run: made while the first contact is tried, and settled at the end whatever happened.
 *
 * <p>The sending thread owns it, and makes it {@link #fit} before it starts any other thread. From then on the client stays
 * the same, and any thread may use or abandon it.
 */
public final class Connection implements AutoCloseable {
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final Function<KafkaSettings, Producer<byte[], byte[]>> clients;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private Producer<byte[], byte[]> producer;

    private Connection(
            KafkaSettings settings,
            Function<KafkaSettings, Producer<byte[], byte[]>> clients,
            Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.clients = clients;
        this.producer = producer;
    }

    /** A connection by clients that the caller makes and answers for. */
    public static Connection of(KafkaSettings settings, Function<KafkaSettings, Producer<byte[], byte[]>> clients) {
        return new Connection(settings, clients, clients.apply(settings));
    }

    /**
     * Connects.
     *
     * @throws Failure naming the obstacle, within the connect timeout
     */
    public static Connection open(KafkaSettings settings, Console console) {
        Producer<byte[], byte[]> producer = FirstContact.clientFor(
                settings, console.stop(), () -> make(settings), made -> made.close(Duration.ZERO));
        return new Connection(settings, Connection::make, producer);
    }

    private static Producer<byte[], byte[]> make(KafkaSettings settings) {
        try {
            return new KafkaProducer<>(settings.properties(), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (RuntimeException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        }
    }

    /** Makes another client if this one's batches are too large for this number of partitions; nothing was sent yet. */
    public void fit(int partitions) {
        KafkaSettings fitting = ClientSettings.fitting(settings, partitions);
        if (!fitting.equals(settings)) {
            producer.close(Duration.ZERO);
            producer = clients.apply(fitting);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "first-contact");
        thread.setDaemon(true);
        thread.start();
    }

    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** Waits until every record is acknowledged or failed; a request to stop limits the wait. */
    public void settle(Stop stop) {
        stop.onRequest(() -> start(() -> end(SETTLE)));
        flush();
    }

    /** Waits until every record is acknowledged or failed, or the client has ended, which fails all that are left. */
    public void flush() {
        CompletableFuture<Void> flushed = CompletableFuture.runAsync(() -> producer.flush(), Connection::start);
        // After a forced end, the client may leave its own flush waiting for batches that were split (kafka-clients
        // 4.3.1).
        CompletableFuture.anyOf(flushed, ended).join();
    }

    /** Gives up the records in flight: they have failed when this returns. Any thread may call it. */
    public void abandon() {
        end(Duration.ZERO);
    }

    private void end(Duration patience) {
        producer.close(patience);
        ended.complete(null);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
