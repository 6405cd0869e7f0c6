package org.kafkamqtt.balancer.kafka;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;

/**
 * A user's Kafka {@code Partitioner} as a balancer: it gets a cluster made from what is known about the partitions.
 *
 * <p>It is configured with the balancer's options unchanged. Keys and values reach it as bytes, both as objects and as
 * serialised bytes. As thread-safe as the partitioner itself.
 */
public final class PartitionerBalancer implements Balancer {
    private final Partitioner partitioner;
    private volatile @Nullable Shown shown;

    /** The cluster made for some partitions of a topic. */
    private record Shown(String topic, Partitions partitions, Cluster cluster) {}

    /**
     * Makes and configures one.
     *
     * @throws BalancerException if the class cannot be instantiated or refuses its configuration
     */
    public PartitionerBalancer(Class<?> type, Map<String, String> options) {
        try {
            partitioner = (Partitioner) type.getConstructor().newInstance();
            partitioner.configure(new HashMap<>(options));
        } catch (InvocationTargetException e) {
            throw BalancerException.because(
                    "partitioner " + type.getName() + " cannot be made", e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new BalancerException(
                    "partitioner " + type.getName() + " cannot be made: it needs a public constructor"
                            + " without parameters in a public class",
                    e);
        } catch (RuntimeException | LinkageError e) {
            throw BalancerException.because("partitioner " + type.getName() + " cannot be made", e);
        }
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        byte[] key = message.key();
        byte[] value = message.value();
        return partitioner.partition(message.topic(), key, key, value, value, cluster(message.topic(), partitions));
    }

    @SuppressWarnings("ReferenceEquality") // a different object is reason enough to look again
    private Cluster cluster(String topic, Partitions partitions) {
        Shown known = shown;
        if (known == null || known.partitions() != partitions || !known.topic().equals(topic)) {
            known = new Shown(topic, partitions, made(topic, partitions));
            shown = known;
        }
        return known.cluster();
    }

    private static Cluster made(String topic, Partitions partitions) {
        List<PartitionInfo> infos = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < partitions.count(); i++) {
            int id = partitions.id(i);
            Node node = new Node(i, "localhost", 9092, partitions.rack(id));
            Node[] replicas = {node};
            nodes.add(node);
            infos.add(new PartitionInfo(topic, id, partitions.isAvailable(id) ? node : null, replicas, replicas));
        }
        return new Cluster("balancer", nodes, infos, Set.of(), Set.of());
    }
}
