package org.kafkamqtt.kafka.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The new leaders that a broker names of partitions that it does not lead any more (KIP-951). Not thread-safe. */
final class MovedLeaders {
    private final Map<TopicPartition, Metadata.LeaderIdAndEpoch> leaders = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /** A partition is led by this node; nothing if one of them is not known. */
    void leader(@Nullable String topic, int partition, int node, int epoch) {
        if (topic != null && node >= 0 && epoch >= 0) {
            leaders.put(
                    new TopicPartition(topic, partition),
                    new Metadata.LeaderIdAndEpoch(Optional.of(node), Optional.of(epoch)));
        }
    }

    void node(int id, String host, int port, @Nullable String rack) {
        nodes.add(new Node(id, host, port, rack));
    }

    /** Makes them known. */
    void tell(Metadata metadata) {
        if (!leaders.isEmpty()) {
            metadata.updatePartitionLeadership(leaders, nodes);
        }
    }
}
