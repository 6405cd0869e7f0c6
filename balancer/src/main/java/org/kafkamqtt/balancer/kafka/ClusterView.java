package org.kafkamqtt.balancer.kafka;

import java.util.List;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.kafkamqtt.balancer.Partitions;

/** A producer's metadata of a topic, as a balancer needs it. */
final class ClusterView {
    private ClusterView() {}

    /** Numbers are used as they are and leaders sorted: {@code partitionsForTopic} is in hash order. */
    static Partitions of(Cluster cluster, String topic) {
        List<PartitionInfo> all = cluster.partitionsForTopic(topic);
        int[] led = cluster.availablePartitionsForTopic(topic).stream()
                .mapToInt(PartitionInfo::partition)
                .sorted()
                .toArray();
        String[] racks = new String[all.size()];
        for (PartitionInfo info : all) {
            Node leader = info.leader();
            racks[info.partition()] = leader == null ? null : leader.rack();
        }
        Partitions partitions = led.length == all.size() ? Partitions.of(all.size()) : Partitions.of(all.size(), led);
        return partitions.withRacks(id -> racks[id]);
    }
}
