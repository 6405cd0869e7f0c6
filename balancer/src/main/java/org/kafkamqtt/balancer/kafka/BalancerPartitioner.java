package org.kafkamqtt.balancer.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;

/**
 * Any balancer as the partitioner of any Java producer.
 *
 * <pre>{@code
 * partitioner.class=org.kafkamqtt.balancer.kafka.BalancerPartitioner
 * balancer.name=kafka-go:Hash
 * balancer.opt.hasher=crc32
 * balancer.path=/opt/balancers/mine.jar
 * }</pre>
 *
 * <p>There is one balancer per topic. An answer that is not a partition fails that record at once: {@code send} throws a
 * {@link ConfigException} with balancer, key and answer, where the plain client would let it time out. Balancers that learn
 * get no feedback, since this interface has no acknowledgements. Nor does it have headers: a balancer that goes by one is
 * refused at start, and a user's class that asks for one fails that record. Counts choices and failures as plug-in metrics
 * (KIP-877). Thread-safe.
 */
public final class BalancerPartitioner implements Partitioner, Monitorable {
    /** The balancer, as a specification of {@link Balancers}. */
    public static final String NAME = "balancer.name";
    /** The prefix of its settings. */
    public static final String OPTION_PREFIX = "balancer.opt.";
    /** Jars and folders with the user's own balancers, separated by commas. */
    public static final String PATH = "balancer.path";

    private final ConcurrentHashMap<String, Balancer> perTopic = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, View> views = new ConcurrentHashMap<>();
    private final Map<String, String> options = new HashMap<>();
    private Balancers balancers = Balancers.standard();
    private String name = "default";
    private @Nullable Sensor choices;
    private @Nullable Sensor failures;

    /** The partitions in one version of the metadata. */
    private record View(Cluster cluster, Partitions partitions) {}

    /** A record as {@code partition} receives it. */
    @SuppressWarnings("ArrayRecordComponent") // lent for one call, never compared
    private record Sent(String topic, byte @Nullable [] key, byte @Nullable [] value) implements Message {
        /** A user's class that asks for one must learn that it is unknown, not that there is none. */
        @Override
        public byte @Nullable [] header(String header) {
            throw new BalancerException(
                    "asks for the header '" + header + "', which Kafka does not pass to a partitioner.class");
        }
    }

    @Override
    public void configure(Map<String, ?> properties) {
        properties.forEach((property, value) -> {
            if (property.startsWith(OPTION_PREFIX) && value != null) {
                options.put(property.substring(OPTION_PREFIX.length()), value.toString());
            }
        });
        Object wanted = properties.get(NAME);
        name = wanted == null ? name : wanted.toString();
        try {
            balancers = Balancers.withPath(path(properties.get(PATH)));
            // A balancer that cannot be made is an invalid configuration: reported at start, not at the first record.
            refuseHeaders(balancers.create(name, options));
        } catch (BalancerException e) {
            throw new ConfigException(e.sentence());
        }
    }

    /** Without its header such a balancer would silently treat all records as lacking it. */
    private void refuseHeaders(Balancer balancer) {
        if (Balancers.readsHeaders(balancer)) {
            throw new BalancerException("balancer " + name + " goes by a header, which Kafka does not pass to a"
                    + " partitioner.class; go by the key (prefix:) or the value (json-pointer:), or send with"
                    + " kafka-producer");
        }
    }

    private static List<Path> path(@Nullable Object value) {
        List<Path> path = new ArrayList<>();
        if (value != null) {
            Arrays.stream(value.toString().split(","))
                    .filter(entry -> !entry.isBlank())
                    .forEach(entry -> path.add(Path.of(entry.strip())));
        }
        return path;
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        Balancer balancer = perTopic.get(topic);
        if (balancer == null) {
            balancer = perTopic.computeIfAbsent(topic, t -> balancers.create(name, options));
        }
        try {
            int chosen = balancer.choose(new Sent(topic, keyBytes, valueBytes), partitions(topic, cluster));
            count(choices);
            return chosen;
        } catch (BalancerException e) {
            count(failures);
            throw new ConfigException(e.sentence());
        }
    }

    @SuppressWarnings("ReferenceEquality") // each version of the metadata is another object
    private Partitions partitions(String topic, Cluster cluster) {
        View view = views.get(topic);
        if (view == null || view.cluster() != cluster) {
            view = new View(cluster, ClusterView.of(cluster, topic));
            views.put(topic, view);
        }
        return view.partitions();
    }

    private static void count(@Nullable Sensor sensor) {
        if (sensor != null) {
            sensor.record();
        }
    }

    @Override
    public void withPluginMetrics(PluginMetrics metrics) {
        choices = counter(metrics, "balancer-choices-total", "Records for which a partition was chosen");
        failures = counter(metrics, "balancer-failures-total", "Records for which the balancer gave no partition");
    }

    private static Sensor counter(PluginMetrics metrics, String name, String description) {
        MetricName metric = metrics.metricName(name, description, new java.util.LinkedHashMap<>());
        Sensor sensor = metrics.addSensor(name);
        sensor.add(metric, new CumulativeSum());
        return sensor;
    }

    @Override
    public void close() {
        perTopic.clear();
        views.clear();
    }
}
