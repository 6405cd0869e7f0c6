package org.kafkamqtt.kafka.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A partition of one topic: its replicas, who leads it, and all that was ever appended to any of them. */
final class SimulatedLog {
    static final int NONE = -1;

    final Place place;
    final UUID id;
    final Replica[] replicas = new Replica[SimulatedCluster.NODES];
    final boolean[] inSync = new boolean[SimulatedCluster.NODES];
    final boolean[] offline = new boolean[SimulatedCluster.NODES];
    int leader = NONE;
    int epoch = NONE;
    /** The node that readers are sent to, if it is in sync. */
    final int preferred;

    private record End(long last, int epoch) {}

    private final Map<End, StoredBatch> ends = new HashMap<>();

    SimulatedLog(Place place, UUID id, int preferred) {
        this.place = place;
        this.id = id;
        this.preferred = preferred;
        for (int i = 0; i < replicas.length; i++) {
            replicas[i] = new Replica(i);
            replicas[i].knownEpoch = NONE;
            replicas[i].knownLeader = NONE;
            inSync[i] = true;
        }
    }

    /** The replica of the node that leads it and knows it; null if there is none. */
    @Nullable
    Replica leading() {
        if (leader == NONE) {
            return null;
        }
        Replica replica = replicas[leader];
        return replica.leads() && replica.knownEpoch == epoch ? replica : null;
    }

    void append(Replica to, StoredBatch batch) {
        to.append(batch);
        ends.put(new End(batch.last, batch.epoch), batch);
    }

    /** The batch that ends here, null if there never was one. */
    @Nullable
    StoredBatch endsAt(long last, int epochThere) {
        return ends.get(new End(last, epochThere));
    }

    /** Whether a node has nothing any more before an offset, so that it cannot tell what was there. */
    boolean gone(long offset) {
        for (Replica replica : replicas) {
            if (replica.start >= offset) {
                return true;
            }
        }
        return false;
    }

    /** What was appended from an offset up to and with a batch, in order. */
    static List<StoredBatch> between(long from, StoredBatch to) {
        List<StoredBatch> found = new ArrayList<>();
        for (StoredBatch at = to; at != null && at.last >= from; at = at.before) {
            found.add(0, at);
        }
        return found;
    }
}
