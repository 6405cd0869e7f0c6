package org.kafkamqtt.kafka.append;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * Shuts a producer out of partitions for good: appends a record in its name, alone in its batch, with the highest epoch that there is
 * and the sequence 0.
 *
 * <p>A leader takes a higher epoch of an idempotent producer from anyone, and from then on refuses whatever comes under a lower one,
 * repeats of old batches too. It answers a second fence as a repeat, with the offset of the first; where something else was stored under
 * the highest epoch, as out of order: both mean that the producer is shut out (ProducerAppendInfo and ProducerStateEntry, Kafka 4.3; tried
 * on brokers by {@code FenceIT} and {@code FenceNodesIT}). That ends when the leader forgets the producer, {@code producer.id.expiration.ms}
 * after its last batch there.
 *
 * <p>Not thread-safe, and without a thread of its own: the thread that calls it owns the network, too.
 */
public final class Fence {
    /** The epoch of a fence: there is no higher one, and no appender raises its own to it. */
    static final short EPOCH = Short.MAX_VALUE;

    private static final long LONGEST_POLL_MS = 100;

    private final AppendSettings settings;
    private final Network<Spot> network;
    private final Lanes<Spot> lanes;

    /** A partition to be shut out of. */
    public record Spot(String topic, int partition) {}

    /**
     * What a fence says to readers.
     *
     * @param timestamp milliseconds since 1970
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Words(byte[] key, byte[] value, List<Header> headers, long timestamp) {}

    /** One partition's fence on its way. */
    private static final class Post {
        private final Batch<Spot> batch;
        private boolean inFlight;
        private long notBefore = Long.MIN_VALUE;
        private int attempts;
        private boolean done;
        private long offset = -1;
        private @Nullable Exception refusal;

        Post(Batch<Spot> batch) {
            this.batch = batch;
        }

        boolean open() {
            return !done && refusal == null;
        }
    }

    /** Sends nothing yet. */
    public Fence(AppendSettings settings, Network<Spot> network) {
        this.settings = settings;
        this.network = network;
        Buffers none = new Buffers(0);
        this.lanes = new Lanes<>(settings, null, network, new Nobody(), none);
    }

    /** Hears nothing: no batch goes through the lanes. */
    private static final class Nobody implements Outcomes<Spot> {
        @Override
        public void arrived(Batch<Spot> batch, long baseOffset, long logAppendTime) {}

        @Override
        public void failed(Batch<Spot> batch, int from, int count, Exception cause, boolean perhapsArrived) {}
    }

    /**
     * Shuts a producer out, and waits until the leaders of all these partitions have answered for certain, or until the time is over.
     * It may be called again for those that have not.
     *
     * @return those that it is shut out of now, with the offset of its fence there, -1 where the leader did not say it
     * @throws FenceRefused if a leader will never take it
     * @throws InterruptedException if the thread is interrupted
     */
    public Map<Spot, Long> put(long producerId, Collection<Spot> spots, Words words, Duration limit)
            throws FenceRefused, InterruptedException {
        Map<Batch<Spot>, Post> posts = new HashMap<>();
        for (Spot spot : spots) {
            Batch<Spot> batch = batch(producerId, spot, words);
            posts.put(batch, new Post(batch));
        }
        long deadline = Appender.nowMs() + limit.toMillis();
        while (posts.values().stream().anyMatch(Post::open)) {
            long now = Appender.nowMs();
            if (now >= deadline) {
                break;
            }
            network.changedTopics();
            ship(posts, now);
            network.poll(Math.min(LONGEST_POLL_MS, deadline - now));
            if (Thread.interrupted()) {
                throw new InterruptedException("while a producer was shut out");
            }
        }
        return result(posts.values());
    }

    private Batch<Spot> batch(long producerId, Spot spot, Words words) {
        int body = RecordFormat.bodySize(0, 0, words.key().length, words.value().length, words.headers());
        byte[] buffer = new byte[RecordFormat.BATCH_HEADER + RecordFormat.sizeOf(body) + body];
        Batch<Spot> batch = Batch.open(lanes.lane(spot.topic(), spot.partition()), buffer, Appender.nowMs(), spot);
        byte[] key = words.key();
        byte[] value = words.value();
        if (!batch.add(words.timestamp(), key, 0, key.length, value, 0, value.length, words.headers())) {
            throw new IllegalStateException("a fence does not fit a batch made for it");
        }
        batch.number(new Identity(producerId, EPOCH), 0, null);
        return batch;
    }

    private void ship(Map<Batch<Spot>, Post> posts, long now) {
        Map<Integer, Shipment<Spot>> byNode = new HashMap<>();
        List<Post> due = posts.values().stream()
                .filter(post -> post.open() && !post.inFlight && now >= post.notBefore)
                .toList();
        for (Post post : due) {
            int node = network.leader(post.batch.topic(), post.batch.partition());
            if (node == Leaders.NONE) {
                network.outdated();
                continue;
            }
            Shipment<Spot> shipment = byNode.get(node);
            if (shipment == null) {
                shipment = new Shipment<>(node, network.ready(node));
                byNode.put(node, shipment);
            }
            if (shipment.takes(post.batch, settings.requestSize())) {
                shipment.add(post.batch);
                post.inFlight = true;
                post.attempts++;
            }
        }
        for (Shipment<Spot> shipment : byNode.values()) {
            if (!shipment.batches().isEmpty()) {
                network.send(shipment, (batch, answer) -> {
                    Post post = posts.get(batch);
                    if (post != null) {
                        answered(post, answer);
                    }
                });
            }
        }
    }

    private void answered(Post post, Answer answer) {
        post.inFlight = false;
        switch (answer.kind()) {
            case ARRIVED -> {
                post.done = true;
                post.offset = answer.baseOffset();
            }
            // Only what is of the highest epoch itself can be in the way of a batch with that epoch.
            case OUT_OF_ORDER, FENCED -> post.done = true;
            case AGAIN, AGAIN_PERHAPS_ARRIVED, LOST, FORGOTTEN ->
                post.notBefore = Appender.nowMs() + settings.backoff(post.attempts);
            case TOO_LARGE, RECORDS_REFUSED, REFUSED -> post.refusal = answer.why();
        }
    }

    private static Map<Spot, Long> result(Collection<Post> posts) throws FenceRefused {
        for (Post post : posts) {
            if (post.refusal != null) {
                throw new FenceRefused(post.batch.notes(), post.refusal);
            }
        }
        return posts.stream()
                .filter(post -> post.done)
                .collect(Collectors.toMap(post -> post.batch.notes(), post -> post.offset));
    }
}
