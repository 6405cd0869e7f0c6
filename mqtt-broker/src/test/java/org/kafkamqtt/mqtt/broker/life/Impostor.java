package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.append.AppendSettings;
import org.kafkamqtt.kafka.append.Appender;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Identity;
import org.kafkamqtt.kafka.append.Network;
import org.kafkamqtt.kafka.append.Outcomes;
import org.kafkamqtt.kafka.append.Shipment;
import org.kafkamqtt.kafka.wire.KafkaNetwork;

/** An appender that a test gives its identity: a life that comes back, or one that pretends to be another. */
final class Impostor implements AutoCloseable {
    private static final int ANSWER_SECONDS = 60;

    private final Appender<CompletableFuture<String>> appender;

    /**
     * An appender.
     *
     * @param identity null for a fresh one
     */
    Impostor(String bootstrap, @Nullable Identity identity) {
        KafkaNetwork<CompletableFuture<String>> network =
                new KafkaNetwork<>(Map.of("bootstrap.servers", bootstrap, "linger.ms", "0"));
        AppendSettings settings = network.settings().withFixedIdentity();
        appender = new Appender<>(
                settings,
                null,
                identity == null ? network : new Named(network, identity),
                new Answered(),
                CompletableFuture::new);
    }

    Identity identity() throws InterruptedException {
        return appender.identity();
    }

    /** Appends these values in one batch and says what the leader answered: {@code at OFFSET}, or the exception's class. */
    String append(String topic, int partition, String... values) throws Exception {
        appender.resume();
        Batch<CompletableFuture<String>> batch = null;
        for (String value : values) {
            byte[] bytes = value.getBytes(UTF_8);
            batch = appender.add(
                    appender.lane(topic, partition),
                    Appender.nowMs(),
                    1_000,
                    bytes,
                    0,
                    bytes.length,
                    bytes,
                    0,
                    bytes.length,
                    List.of());
        }
        if (batch == null) {
            throw new IllegalArgumentException("nothing to append");
        }
        appender.pause();
        return answer(batch.notes());
    }

    private static String answer(CompletableFuture<String> fate)
            throws InterruptedException, ExecutionException, TimeoutException {
        return fate.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        appender.close();
    }

    /** Notes the answer. */
    private static final class Answered implements Outcomes<CompletableFuture<String>> {
        @Override
        public void arrived(Batch<CompletableFuture<String>> batch, long baseOffset, long logAppendTime) {
            batch.notes().complete("at " + baseOffset);
        }

        @Override
        public void failed(
                Batch<CompletableFuture<String>> batch, int from, int count, Exception cause, boolean perhapsArrived) {
            batch.notes().complete(cause.getClass().getSimpleName());
        }
    }

    /** Kafka's network, but the identity is the test's. */
    private record Named(KafkaNetwork<CompletableFuture<String>> network, Identity identity)
            implements Network<CompletableFuture<String>> {
        @Override
        public void askIdentity(Consumer<Identity> given, Consumer<Exception> refused) {
            given.accept(identity);
            network.wakeup();
        }

        @Override
        public boolean ready(int node) {
            return network.ready(node);
        }

        @Override
        public void send(Shipment<CompletableFuture<String>> shipment, Answers<CompletableFuture<String>> answers) {
            network.send(shipment, answers);
        }

        @Override
        public void poll(long most) {
            network.poll(most);
        }

        @Override
        public void wakeup() {
            network.wakeup();
        }

        @Override
        public Set<String> changedTopics() {
            return network.changedTopics();
        }

        @Override
        public void close() {
            network.close();
        }

        @Override
        public int leader(String topic, int partition) {
            return network.leader(topic, partition);
        }

        @Override
        public void outdated() {
            network.outdated();
        }
    }
}
