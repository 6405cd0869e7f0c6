package org.kafkamqtt.kafka.append;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All lanes of an appender: decides what is sent to which node, and passes on what became of it. Pure: time and answers are
 * handed in, and it never waits.
 *
 * <p>The appender's thread owns it; any thread may ask for a {@link #lane}.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public final class Lanes<N> {
    /** How long nothing may be stored before a broker might have forgotten the producer; the least one can set is a minute. */
    static final long FORGETTING_MS = 30_000;
    /**
     * How long a broker that answers may still handle a request whose answer was lost: it handles the requests of a broken
     * connection one after the other, each until the replicas have it.
     */
    static final long STRAY_MS = 30_000;

    private final AppendSettings settings;
    private final @Nullable Codec codec;
    private final Leaders leaders;
    private final Outcomes<N> outcomes;
    private final Buffers buffers;
    private final Map<String, Map<Integer, Lane<N>>> byTopic = new HashMap<>();
    private final List<Lane<N>> active = new ArrayList<>();
    private @Nullable Identity identity;
    private volatile @Nullable Exception failure;
    private int start;
    private long batches;

    /**
     * Lanes without anything in them.
     *
     * @param codec null for no compression
     * @param outcomes hears of every record that was added
     */
    public Lanes(
            AppendSettings settings, @Nullable Codec codec, Leaders leaders, Outcomes<N> outcomes, Buffers buffers) {
        this.settings = settings;
        this.codec = codec;
        this.leaders = leaders;
        this.outcomes = outcomes;
        this.buffers = buffers;
    }

    /** The lane of a partition, always the same. */
    public Lane<N> lane(String topic, int partition) {
        synchronized (byTopic) {
            return byTopic.computeIfAbsent(topic, name -> new HashMap<>())
                    .computeIfAbsent(partition, number -> new Lane<>(topic, number, this, settings));
        }
    }

    /** Takes over a batch that is full, or that there is no reason to keep open. */
    public void add(Batch<N> batch) {
        Lane<N> lane = batch.lane;
        batches++;
        lane.add(batch);
        if (!lane.active) {
            lane.active = true;
            active.add(lane);
        }
        if (failure != null) {
            lane.expire(Long.MAX_VALUE, failure);
        }
    }

    /** Whether nothing waits and nothing is in flight. */
    public boolean isEmpty() {
        for (Lane<N> lane : active) {
            if (!lane.quiet()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the fate of every record is reported; answers may still be awaited. */
    public boolean isSettled() {
        for (Lane<N> lane : active) {
            if (lane.oldestMs() != Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** How many batches were taken over so far. */
    public long batches() {
        return batches;
    }

    // ---- the producer's identity

    /** Whether batches wait for a producer ID. */
    public boolean needsIdentity() {
        return settings.idempotent() && identity == null && failure == null;
    }

    /** A broker has given out a producer ID. */
    public void identified(Identity given) {
        identity = given;
    }

    /** The identity that lanes begin with, null while there is none. */
    @Nullable
    Identity identity() {
        return identity;
    }

    /** This identity has no epoch left: lanes that begin anew need another one. */
    void exhausted(@Nullable Identity old) {
        Identity mine = identity;
        if (mine != null && old != null && mine.producerId() == old.producerId()) {
            identity = null;
        }
    }

    // ---- sending

    /**
     * What is to be sent now; it counts as in flight from now on, and each batch of it gets exactly one {@link #answered}.
     *
     * @param ready whether a node takes a request now
     */
    public List<Shipment<N>> due(long nowMs, IntPredicate ready) {
        Map<Integer, Shipment<N>> byNode = new HashMap<>();
        int count = active.size();
        for (int i = 0; i < count; i++) {
            Lane<N> lane = active.get((start + i) % count);
            ship(lane, byNode, nowMs, ready);
        }
        start = count == 0 ? 0 : (start + 1) % count;
        tidy();
        List<Shipment<N>> shipments = new ArrayList<>(byNode.size());
        for (Shipment<N> shipment : byNode.values()) {
            if (!shipment.batches().isEmpty()) {
                shipments.add(shipment);
            }
        }
        return shipments;
    }

    private void ship(Lane<N> lane, Map<Integer, Shipment<N>> byNode, long nowMs, IntPredicate ready) {
        if (lane.quiet()) {
            return;
        }
        int node = leaders.leader(lane.topic(), lane.partition());
        if (node == Leaders.NONE) {
            leaders.outdated();
            return;
        }
        Batch<N> batch = lane.next(node, nowMs);
        if (batch == null) {
            return;
        }
        Shipment<N> shipment = byNode.get(node);
        if (shipment == null) {
            shipment = new Shipment<>(node, ready.test(node));
            byNode.put(node, shipment);
        }
        if (shipment.takes(batch, settings.requestSize())) {
            lane.sending(batch, node);
            shipment.add(batch);
        }
    }

    private void tidy() {
        for (int i = active.size() - 1; i >= 0; i--) {
            Lane<N> lane = active.get(i);
            if (lane.quiet()) {
                lane.active = false;
                active.remove(i);
            }
        }
    }

    /** Takes in the answer about a batch of a shipment. */
    public void answered(Batch<N> batch, Answer answer, long nowMs) {
        batch.lane.answered(batch, answer, nowMs);
    }

    // ---- time

    /** Fails what has waited for too long. */
    public void expire(long nowMs) {
        if (settings.deliveryMs() == Long.MAX_VALUE) {
            return;
        }
        for (Lane<N> lane : active) {
            if (lane.oldestMs() <= nowMs - settings.deliveryMs()) {
                lane.expire(nowMs - settings.deliveryMs(), new DeliveryTimeout(lane, settings.deliveryMs()));
            }
        }
    }

    /** When there is something to do even if no answer comes: at this time, {@link Long#MAX_VALUE} for never. */
    public long nextMs(long nowMs) {
        long next = Long.MAX_VALUE;
        for (Lane<N> lane : active) {
            if (lane.notBeforeMs() > nowMs) {
                next = Math.min(next, lane.notBeforeMs());
            }
            if (settings.deliveryMs() != Long.MAX_VALUE && lane.oldestMs() != Long.MAX_VALUE) {
                next = Math.min(next, lane.oldestMs() + settings.deliveryMs());
            }
        }
        return next;
    }

    // ---- the end

    /** Nothing can be appended any more: all that is left fails, and all that is still added. Only the first cause counts. */
    public void fail(Exception cause) {
        if (failure != null) {
            return;
        }
        failure = cause;
        for (Lane<N> lane : active) {
            lane.expire(Long.MAX_VALUE, cause);
        }
    }

    /** Why nothing can be appended any more, null if it can. */
    public @Nullable Exception failure() {
        return failure;
    }

    /** Another topic has taken this name. */
    public void topicChanged(String topic) {
        synchronized (byTopic) {
            byTopic.getOrDefault(topic, Map.of()).values().forEach(Lane::topicChanged);
        }
    }

    // ---- for lanes

    @Nullable
    Codec codec() {
        return codec;
    }

    void arrived(Batch<N> batch, Answer answer) {
        batch.settled = true;
        outcomes.arrived(batch, answer.baseOffset(), answer.logAppendTime());
        release(batch);
    }

    void failed(Batch<N> batch, int from, int count, Exception cause, boolean perhapsArrived) {
        outcomes.failed(batch, from, count, cause, perhapsArrived);
    }

    /** Others have taken the place of this batch. */
    void replaced(Batch<N> batch, List<Batch<N>> others) {
        for (Batch<N> other : others) {
            buffers.reserve(other.buffer().length);
        }
        release(batch);
    }

    void release(Batch<N> batch) {
        buffers.release(batch.buffer());
    }
}
