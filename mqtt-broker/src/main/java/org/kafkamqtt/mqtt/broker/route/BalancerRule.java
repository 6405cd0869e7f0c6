package org.kafkamqtt.mqtt.broker.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Ordering;

/** How a route chooses partitions: a balancer of one name for each Kafka topic that it leads to. Thread-safe. */
final class BalancerRule {
    /** The Java client's rule for keys. */
    static final String STANDARD = "murmur2";

    private static final Pattern BY_LEVELS = Pattern.compile("mqtt-level:\\d+:(.+)", Pattern.DOTALL);
    private static final int MOST_TOPICS = 1_000;

    private final Balancers balancers;
    private final String name;
    private final Map<String, String> options;
    private final boolean steady;
    private final String promise;
    private final Map<String, Balancer> ofTopic = new ConcurrentHashMap<>();

    /**
     * A balancer by its name, as the producer takes it.
     *
     * @throws BalancerException if there is none, or an option does not fit
     */
    BalancerRule(Balancers balancers, String name, Map<String, String> options) {
        this.balancers = balancers;
        this.name = name;
        this.options = Map.copyOf(options);
        Balancer balancer = balancers.create(name, options);
        this.promise = Balancers.promise(balancer);
        Matcher levels = BY_LEVELS.matcher(name);
        Balancer decisive = levels.matches() ? balancers.create(levels.group(1), options) : balancer;
        this.steady = decisive.ordering() == Ordering.PER_KEY;
    }

    static BalancerRule standard() {
        return new BalancerRule(Balancers.standard(), STANDARD, Map.of());
    }

    String name() {
        return name;
    }

    /** What it promises, in a few words. */
    String promise() {
        return promise;
    }

    /** Whether all messages of a topic name go to one partition, if their key is not empty. */
    boolean steady() {
        return steady;
    }

    /** Whether all messages with this key go to one partition. */
    boolean steady(Balancer balancer, byte[] key) {
        return steady && (key.length > 0 || Balancers.decides(balancer, Message.of(key, new byte[0])));
    }

    /** The balancer for a Kafka topic. Clients may make up names of topics, so only some are remembered. */
    Balancer of(String kafkaTopic) {
        if (ofTopic.size() >= MOST_TOPICS) {
            ofTopic.clear();
        }
        return ofTopic.computeIfAbsent(kafkaTopic, topic -> balancers.create(name, options));
    }
}
