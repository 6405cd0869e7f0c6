package org.kafkamqtt.mqtt.broker.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;

/**
 * A rule between topic names and places in Kafka. Thread-safe.
 *
 * @param line of the file in which it begins, 0 for the default
 * @param mqtt the topic names that it is for
 * @param kafka the name of the Kafka topic
 * @param key of the records; null if it is the topic name
 * @param balancer chooses partitions
 */
record Route(int line, TopicPattern mqtt, Template kafka, @Nullable Template key, BalancerRule balancer) {
    /** The place for a topic name; null if the route is not for it. */
    @Nullable
    Destination destination(String topicName, Set<String> reserved) {
        Optional<Map<String, String>> values = mqtt.match(topicName);
        if (values.isEmpty()) {
            return null;
        }
        String topic = kafka.with(values.get());
        Optional<String> wrong = Names.wrongKafkaTopic(topic).or(() -> taken(topic, reserved));
        if (wrong.isPresent()) {
            return new Refusal("the Kafka topic would be '" + shown(topic) + "', which " + wrong.get());
        }
        String text = key == null ? topicName : key.with(values.get());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Balancer chooser = balancer.of(topic);
        return new Target(topic, bytes, !text.equals(topicName), chooser, balancer.steady(chooser, bytes));
    }

    /** Why a Kafka topic cannot hold messages, to follow its name in a sentence; empty if it can. */
    static Optional<String> taken(String kafkaTopic, Set<String> reserved) {
        return reserved.contains(kafkaTopic) || kafkaTopic.startsWith("__")
                ? Optional.of("is not for messages")
                : Optional.empty();
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(60).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return shown.append(text.length() > 60 ? "..." : "").toString();
    }

    /** The topic name that leads to this place, as far as this route can tell. */
    Optional<String> topicName(String kafkaTopic, String keyText) {
        Optional<Map<String, String>> found = kafka.read(kafkaTopic);
        if (found.isEmpty() || key == null) {
            return found.map(any -> keyText);
        }
        Optional<Map<String, String>> more = mqtt.reversible() ? key.read(keyText) : Optional.empty();
        if (more.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>(found.get());
        values.putAll(more.get());
        return mqtt.with(values);
    }

    /** Why the topic name of a record of a plain producer cannot be told, a clause; empty if it can. */
    Optional<String> oneWay() {
        if (key == null) {
            return Optional.empty();
        }
        Set<String> lost = new TreeSet<>(mqtt.variables());
        kafka.variables().forEach(lost::remove);
        key.variables().forEach(lost::remove);
        List<String> shown = new ArrayList<>();
        mqtt.wildcards().forEach(wildcard -> shown.add("'" + wildcard + "'"));
        lost.forEach(variable -> shown.add("{" + variable + "}"));
        if (!shown.isEmpty()) {
            return Optional.of(String.join(", ", shown) + (shown.size() == 1 ? " is" : " are")
                    + " in neither the Kafka topic nor the key");
        }
        return kafka.inseparable().or(key::inseparable).map(pair -> "nothing is between " + pair);
    }

    /** As a user reads it. */
    RouteText text() {
        return new RouteText(
                mqtt.toString(),
                kafka.toString(),
                key == null ? "" : key.toString(),
                balancer.name(),
                oneWay().isEmpty());
    }
}
