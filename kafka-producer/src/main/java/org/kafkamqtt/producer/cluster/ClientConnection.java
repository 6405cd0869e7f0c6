package org.kafkamqtt.producer.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.FirstContact;

/**
 * A run that sends through a {@code KafkaProducer}, for transactions and for settings that only it understands.
 *
 * <p>Guarded as {@link Connection} is; once it is {@link #fit}, the client stays the same, and any thread may use it.
 */
public final class ClientConnection implements Connection {
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final Function<KafkaSettings, Producer<byte[], byte[]>> clients;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private Producer<byte[], byte[]> producer;

    private ClientConnection(
            KafkaSettings settings,
            Function<KafkaSettings, Producer<byte[], byte[]>> clients,
            Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.clients = clients;
        this.producer = producer;
    }

    /** A connection by clients that the caller makes and answers for. */
    public static ClientConnection of(
            KafkaSettings settings, Function<KafkaSettings, Producer<byte[], byte[]>> clients) {
        return new ClientConnection(settings, clients, clients.apply(settings));
    }

    /**
     * Connects.
     *
     * @throws Failure naming the obstacle, within the connect timeout
     */
    public static ClientConnection open(KafkaSettings settings, Console console) {
        Producer<byte[], byte[]> producer = FirstContact.clientFor(
                settings, console.stop(), () -> make(settings), made -> made.close(Duration.ZERO));
        return new ClientConnection(settings, ClientConnection::make, producer);
    }

    private static Producer<byte[], byte[]> make(KafkaSettings settings) {
        try {
            return new KafkaProducer<>(settings.properties(), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (RuntimeException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        }
    }

    @Override
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

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return producer.partitionsFor(topic);
    }

    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    @Override
    public void settle(Stop stop) {
        stop.onRequest(() -> start(() -> end(SETTLE)));
        flush();
    }

    @Override
    public void flush() {
        CompletableFuture<Void> flushed = CompletableFuture.runAsync(() -> producer.flush(), ClientConnection::start);
        // After a forced end, the client may leave its own flush waiting for batches that were split (kafka-clients
        // 4.3.1).
        CompletableFuture.anyOf(flushed, ended).join();
    }

    @Override
    public void abandon() {
        end(Duration.ZERO);
    }

    private void end(Duration patience) {
        producer.close(patience);
        ended.complete(null);
    }

    @Override
    public BrokerLinks links() {
        return BrokerLinks.of(producer.metrics());
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
