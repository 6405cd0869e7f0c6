package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.append.Fence;
import org.kafkamqtt.kafka.append.FenceRefused;
import org.kafkamqtt.kafka.wire.KafkaNetwork;
import org.kafkamqtt.mqtt.broker.message.RecordForm;

/** Shuts other producers out for a life. Not thread-safe: one thread at a time. */
final class Fencer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final long life;
    private final String address;
    private final Consumer<String> notes;
    private final KafkaNetwork<Fence.Spot> network;
    private final Fence fence;

    /**
     * Connects to nothing yet.
     *
     * @param life on whose behalf
     * @param notes takes lines for whoever runs the node
     */
    Fencer(LifeSettings settings, long life, Consumer<String> notes) {
        this.life = life;
        this.address = settings.address();
        this.notes = notes;
        this.network = new KafkaNetwork<>(settings.producer().properties(), false);
        this.fence = new Fence(network.settings(), network);
    }

    /** Where topics are, asked anew each time: one that was deleted meanwhile can be written to by nobody. */
    interface Topics {
        /** How many partitions these have; without those that do not exist. */
        Map<String, Integer> partitions(List<String> names);
    }

    /**
     * Shuts a producer out of all partitions of a round; waits until the leaders of all have said so for certain.
     *
     * @throws Failure if a broker refuses it
     * @throws InterruptedException if the thread is interrupted
     */
    void shutOut(FenceRound round, Topics topics) throws InterruptedException {
        Fence.Words words = words(round.producerId());
        List<Fence.Spot> open = new ArrayList<>(round.spots());
        while (!open.isEmpty()) {
            try {
                open.removeAll(
                        fence.put(round.producerId(), open, words, PATIENCE).keySet());
            } catch (FenceRefused e) {
                throw Failure.cannot(ExitStatus.UNAUTHORISED, "end", "the life before this one", e);
            }
            if (!open.isEmpty()) {
                removeDeleted(open, topics);
            }
            if (!open.isEmpty()) {
                notes.accept(
                        "waiting for the leader of partition " + open.get(0).partition() + " of "
                                + open.get(0).topic() + ", to shut producer " + round.producerId() + " out of it");
            }
        }
    }

    private static void removeDeleted(List<Fence.Spot> open, Topics topics) {
        List<String> names = open.stream().map(Fence.Spot::topic).distinct().toList();
        Map<String, Integer> there = topics.partitions(names);
        open.removeIf(spot -> spot.partition() >= there.getOrDefault(spot.topic(), 0));
    }

    private Fence.Words words(long producerId) {
        byte[] value = new Words().with("by", life).with("address", address).bytes();
        Header header = new Header(RecordForm.FENCE, Long.toString(producerId).getBytes(UTF_8));
        return new Fence.Words(RecordKeys.fence(producerId), value, List.of(header), System.currentTimeMillis());
    }

    @Override
    public void close() {
        network.close();
    }
}
