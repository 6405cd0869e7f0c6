package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.kafkamqtt.kafka.append.Fence;
import org.kafkamqtt.kafka.append.Identity;
import org.kafkamqtt.kafka.wire.KafkaNetwork;

/**
 * What is claimed of fences, on whatever brokers: a life that writes to partition 0 of a topic with two, its fence, and its attempts to
 * write after it.
 */
final class FenceTrial implements AutoCloseable {
    private static final String REFUSED = "InvalidProducerEpochException";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String bootstrap;
    private final String topic;
    private final Impostor life;
    private final Identity identity;

    /** The life has written three records in one batch. */
    FenceTrial(String bootstrap, String topic) throws Exception {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.life = new Impostor(bootstrap, null);
        this.identity = life.identity();
        assertEquals("at 0", life.append(topic, 0, "a0", "a1", "a2"));
    }

    /** Before a fence the leader answers the life's repeat with the first offset. */
    void repeats() throws Exception {
        assertEquals("at 0", asLife(identity, 0, "a0", "a1", "a2"));
    }

    /** Another one fences the life in both partitions. */
    Map<Fence.Spot, Long> fence() throws Exception {
        return fence(bootstrap, identity.producerId(), new Fence.Spot(topic, 0), new Fence.Spot(topic, 1));
    }

    static Map<Fence.Spot, Long> fence(String bootstrap, long producerId, Fence.Spot... spots) throws Exception {
        KafkaNetwork<Fence.Spot> network = new KafkaNetwork<>(Map.of("bootstrap.servers", bootstrap));
        try {
            Fence.Words words = new Fence.Words(
                    RecordKeys.fence(producerId), "fence".getBytes(UTF_8), List.of(), System.currentTimeMillis());
            return new Fence(network.settings(), network).put(producerId, List.of(spots), words, LIMIT);
        } finally {
            network.close();
        }
    }

    private String asLife(Identity as, int partition, String... values) throws Exception {
        try (Impostor impostor = new Impostor(bootstrap, as)) {
            return impostor.append(topic, partition, values);
        }
    }

    /** The offsets of the first fence, as a second one hears them too. */
    void fencedAt(long first, long second) throws Exception {
        assertEquals(Map.of(new Fence.Spot(topic, 0), first, new Fence.Spot(topic, 1), second), fence());
    }

    /** Whatever the life still sends, under any name it could have. */
    void refusesTheLife() throws Exception {
        assertEquals(REFUSED, life.append(topic, 0, "late"), "what the life has not sent yet");
        assertEquals(REFUSED, asLife(identity, 0, "a0", "a1", "a2"), "a repeat of what it has sent");
        assertEquals(REFUSED, asLife(identity, 1, "late"), "in a partition where it never wrote");
        assertEquals(REFUSED, asLife(raised(7), 0, "late"), "after it has raised its epoch by itself");
        assertEquals(REFUSED, asLife(raised(Short.MAX_VALUE - 1), 1, "late"), "and as far as it can");
    }

    private Identity raised(int epoch) {
        return new Identity(identity.producerId(), (short) epoch);
    }

    /** Others may write on. */
    void takesOthers(long offset) throws Exception {
        try (Impostor other = new Impostor(bootstrap, null)) {
            assertEquals("at " + offset, other.append(topic, 0, "b"));
        }
    }

    @Override
    public void close() {
        life.close();
    }
}
