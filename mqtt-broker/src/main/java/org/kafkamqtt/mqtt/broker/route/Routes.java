package org.kafkamqtt.mqtt.broker.route;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Utf8;

/**
 * The rules by which topic names of MQTT become places in Kafka, and back; the first that matches counts. What no rule matches goes to
 * the topic {@code PREFIX.messages}, with the topic name as key. Thread-safe; never waits.
 */
public final class Routes {
    private static final int REMEMBERED = 4_096;

    private final List<Route> routes;
    private final Set<String> reserved;
    private final List<String> warnings;
    private final List<String> remarks;
    private final Remembered<Forth> forth = new Remembered<>(REMEMBERED);
    private final Remembered<Back> back = new Remembered<>(REMEMBERED);

    private record Forth(String topicName, Destination destination) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    private record Back(String kafkaTopic, byte[] key, @Nullable String topicName) {}

    private Routes(List<Route> routes, String prefix, List<String> warnings, List<String> remarks) {
        this.routes = List.copyOf(routes);
        this.reserved = reserved(prefix);
        this.warnings = List.copyOf(warnings);
        this.remarks = List.copyOf(remarks);
    }

    /** The default alone. */
    public static Routes standard(String prefix) {
        return new Routes(List.of(standardRoute(prefix)), prefix, List.of(), List.of());
    }

    /**
     * Reads the rules of a file, the default after them.
     *
     * @param prefix of the names of the broker's own Kafka topics
     * @throws Failure status 2 with file and line if there is anything in it that is not understood or makes no sense
     */
    public static Routes read(Path file, String prefix) {
        RoutesFile read = RoutesFile.read(file, prefix);
        List<Route> routes = new ArrayList<>(read.routes());
        Route last = standardRoute(prefix);
        if (routes.stream().noneMatch(route -> route.mqtt().covers(last.mqtt()))) {
            routes.add(last);
        }
        return new Routes(routes, prefix, read.warnings(), read.remarks());
    }

    private static Route standardRoute(String prefix) {
        return new Route(
                0,
                new TopicPattern(List.of("#")),
                new Template(List.of(messages(prefix)), List.of()),
                null,
                BalancerRule.standard());
    }

    /** The Kafka topic of all messages that no rule is for. */
    static String messages(String prefix) {
        return prefix + ".messages";
    }

    /** The Kafka topics that hold other things than messages. */
    static Set<String> reserved(String prefix) {
        return Set.of(prefix + ".retained", prefix + ".sessions", prefix + ".nodes");
    }

    /** Where the messages of a topic name go; the name must be valid. */
    public Destination target(String topicName) {
        int hash = topicName.hashCode();
        Forth known = forth.at(hash);
        if (known != null && known.topicName.equals(topicName)) {
            return known.destination;
        }
        Destination destination = first(topicName);
        if (topicName.length() <= Remembered.LONGEST) {
            forth.put(hash, new Forth(topicName, destination));
        }
        return destination;
    }

    private Destination first(String topicName) {
        for (Route route : routes) {
            Destination destination = route.destination(topicName, reserved);
            if (destination != null) {
                return destination;
            }
        }
        throw new IllegalStateException("the last route is for every topic name");
    }

    /**
     * The topic name of a record; null if it has none, so that nobody is to get it. By its header, if that is a topic name that leads
     * to this Kafka topic; else computed from Kafka topic and key, if that leads there.
     *
     * @param key of the record, null if it has none; not kept if it is changed later
     * @param header {@code mqtt.topic}, the last one, null if it has none
     */
    public @Nullable String topicName(String kafkaTopic, byte @Nullable [] key, byte @Nullable [] header) {
        if (header != null) {
            String said = Names.topicName(header);
            if (said != null && leadsTo(kafkaTopic, said)) {
                return said;
            }
        }
        if (key == null) {
            return null;
        }
        int hash = Arrays.hashCode(key) * 31 + kafkaTopic.hashCode();
        Back known = back.at(hash);
        if (known != null && Arrays.equals(known.key, key) && known.kafkaTopic.equals(kafkaTopic)) {
            return known.topicName;
        }
        String computed = computed(kafkaTopic, key);
        if (key.length <= Remembered.LONGEST) {
            back.put(hash, new Back(kafkaTopic, key.clone(), computed));
        }
        return computed;
    }

    private boolean leadsTo(String kafkaTopic, String topicName) {
        return target(topicName) instanceof Target target && target.kafkaTopic().equals(kafkaTopic);
    }

    private @Nullable String computed(String kafkaTopic, byte[] key) {
        if (!Utf8.isValid(key, 0, key.length)) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        for (Route route : routes) {
            Optional<String> name = route.topicName(kafkaTopic, text).filter(Names::isTopicName);
            if (name.isPresent()
                    && target(name.get()) instanceof Target target
                    && target.kafkaTopic().equals(kafkaTopic)
                    && Arrays.equals(target.key(), key)) {
                return name.get();
            }
        }
        return null;
    }

    /** The Kafka topics that rules name without variables: these must exist. */
    public SortedSet<String> fixedTopics() {
        SortedSet<String> fixed = new TreeSet<>();
        for (Route route : routes) {
            if (route.kafka().constant()) {
                fixed.add(route.kafka().toString());
            }
        }
        return fixed;
    }

    /**
     * The Kafka topics that may hold messages: the fixed ones, existing or not, and those of the existing ones to which a rule with
     * variables leads.
     */
    public SortedSet<String> kafkaTopics(Collection<String> existing) {
        SortedSet<String> topics = fixedTopics();
        for (String topic : existing) {
            if (Route.taken(topic, reserved).isEmpty()
                    && routes.stream()
                            .anyMatch(route -> route.kafka().read(topic).isPresent())) {
                topics.add(topic);
            }
        }
        return topics;
    }

    /** What a user should know before a start: sentences without a full stop, each with file and line. */
    public List<String> warnings() {
        return warnings;
    }

    /** What plain producers should know: for each rule whose way back cannot be computed a sentence, with file and line. */
    public List<String> remarks() {
        return remarks;
    }

    /** The rules in order, the default last. */
    public List<RouteText> rules() {
        return routes.stream().map(Route::text).toList();
    }
}
