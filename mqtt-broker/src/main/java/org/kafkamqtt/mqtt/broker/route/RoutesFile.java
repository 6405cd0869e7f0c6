package org.kafkamqtt.mqtt.broker.route;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;
import org.snakeyaml.engine.v2.nodes.Node;

/** The rules that a user wrote, checked one by one and against each other. */
final class RoutesFile {
    private static final List<String> TOP = List.of("routes", "balancer-path");
    private static final List<String> ROUTE = List.of("mqtt", "kafka", "key", "balancer", "balancer-opt");
    private static final String KEY = "key";

    private final YamlFile yaml;
    private final String prefix;
    private final Set<String> reserved;
    private final List<Route> routes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private RoutesFile(YamlFile yaml, String prefix) {
        this.yaml = yaml;
        this.prefix = prefix;
        this.reserved = Routes.reserved(prefix);
    }

    /**
     * Reads it.
     *
     * @throws Failure status 2 with file and line if there is anything in it that is not understood or makes no sense
     */
    static RoutesFile read(Path file, String prefix) {
        YamlFile yaml = YamlFile.of(file, "the routes");
        RoutesFile read = new RoutesFile(yaml, prefix);
        Node root = yaml.root().orElseThrow(() -> nothing(file));
        Map<String, Node> top = yaml.mapping(root, "the file", TOP);
        Node list = top.get("routes");
        if (list == null) {
            throw nothing(file);
        }
        Balancers balancers = read.balancers(top.get("balancer-path"));
        for (Node entry : yaml.list(list, "routes")) {
            read.add(entry, balancers);
        }
        return read;
    }

    private static Failure nothing(Path file) {
        return Failure.usage(file + ": there is no 'routes:' with a list of routes in it");
    }

    List<Route> routes() {
        return routes;
    }

    List<String> warnings() {
        return warnings;
    }

    List<String> remarks() {
        return remarks;
    }

    private Balancers balancers(@Nullable Node path) {
        if (path == null) {
            return Balancers.standard();
        }
        List<Path> places = new ArrayList<>();
        for (Node entry : yaml.list(path, "balancer-path")) {
            try {
                places.add(Path.of(yaml.text(entry, "an entry of balancer-path")));
            } catch (InvalidPathException e) {
                throw yaml.wrong(entry, "'" + e.getInput() + "' is not a valid file name");
            }
        }
        return checked(path, () -> Balancers.withPath(places));
    }

    private void add(Node entry, Balancers balancers) {
        Map<String, Node> parts = yaml.mapping(entry, "a route", ROUTE);
        Node filter = parts.get("mqtt");
        if (filter == null) {
            throw yaml.wrong(entry, "a route needs 'mqtt:' with a topic filter, such as \"sensors/{site}/#\"");
        }
        TopicPattern mqtt = parsed(filter, "mqtt", TopicPattern::of);
        unreachable(filter, mqtt);
        Template kafka = kafka(parts.get("kafka"), mqtt);
        Template key = key(parts.get(KEY), mqtt);
        BalancerRule balancer = balancer(entry, parts, balancers);
        Route route = new Route(YamlFile.line(entry), mqtt, kafka, key, balancer);
        routes.add(route);
        doubts(route);
    }

    private void unreachable(Node filter, TopicPattern mqtt) {
        for (Route earlier : routes) {
            if (earlier.mqtt().covers(mqtt)) {
                throw yaml.wrong(
                        filter,
                        "this route is never used: \"" + earlier.mqtt() + "\" in line " + earlier.line()
                                + " takes all that \"" + mqtt + "\" is for; put this one first");
            }
        }
    }

    private Template kafka(@Nullable Node node, TopicPattern mqtt) {
        if (node == null) {
            return new Template(List.of(Routes.messages(prefix)), List.of());
        }
        Template kafka = parsed(node, "kafka", Template::of);
        bound(node, kafka, mqtt);
        if (kafka.literals().stream().anyMatch(part -> !Names.hasKafkaLetters(part))) {
            throw yaml.wrong(
                    node, "a Kafka topic has only letters, digits, '.', '_' and '-' in its name: '" + kafka + "'");
        }
        if (kafka.constant()) {
            String name = kafka.toString();
            Names.wrongKafkaTopic(name).or(() -> Route.taken(name, reserved)).ifPresent(wrong -> {
                throw yaml.wrong(node, "the Kafka topic '" + name + "' " + wrong);
            });
        }
        return kafka;
    }

    /** The variable {@code {key}} is the key, so that it need not be said twice. */
    private @Nullable Template key(@Nullable Node node, TopicPattern mqtt) {
        boolean implied = mqtt.variables().contains(KEY);
        if (node == null) {
            return implied ? Template.of("{key}") : null;
        }
        Template key = parsed(node, KEY, Template::of);
        if (implied && !key.equals(Template.of("{key}"))) {
            throw yaml.wrong(node, "{key} in mqtt is the key already: leave key out, or give that level another name");
        }
        if (key.toString().isEmpty()) {
            throw yaml.wrong(node, "the key is empty: leave it out, and the topic name is the key");
        }
        bound(node, key, mqtt);
        return key;
    }

    private void bound(Node node, Template template, TopicPattern mqtt) {
        for (String variable : template.variables()) {
            if (!mqtt.variables().contains(variable)) {
                throw yaml.wrong(
                        node,
                        "{" + variable + "} is not in \"" + mqtt + "\""
                                + Nearest.to(variable, mqtt.variables())
                                        .map(near -> ", did you mean {" + near + "}?")
                                        .orElse("; name a level of it so"));
            }
        }
    }

    private BalancerRule balancer(Node entry, Map<String, Node> parts, Balancers balancers) {
        Node named = parts.get("balancer");
        Node settings = parts.get("balancer-opt");
        String name = named == null ? BalancerRule.STANDARD : yaml.text(named, "balancer");
        Map<String, String> options = new LinkedHashMap<>();
        if (settings != null) {
            yaml.mapping(settings, "balancer-opt", List.of())
                    .forEach((option, value) -> options.put(option, yaml.word(value, option)));
        }
        return checked(named == null ? entry : named, () -> new BalancerRule(balancers, name, options));
    }

    private void doubts(Route route) {
        BalancerRule balancer = route.balancer();
        if (!balancer.steady()) {
            warnings.add(yaml.said(
                    route.line(),
                    "balancer " + balancer.name() + " does not keep the order of a topic name: " + balancer.promise()));
        }
        if (route.kafka().literals().stream().allMatch(String::isEmpty)) {
            warnings.add(yaml.said(
                    route.line(),
                    "clients can write to any Kafka topic, since kafka \"" + route.kafka()
                            + "\" is nothing but variables; begin it with some text"));
        }
        Optional<String> lost = route.oneWay();
        lost.ifPresent(clause -> remarks.add(yaml.said(
                route.line(), "records of plain producers reach nobody without the header mqtt.topic: " + clause)));
    }

    private <T> T parsed(Node node, String name, Function<String, T> reading) {
        String text = yaml.text(node, name);
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw yaml.wrong(node, name + ": " + e.getMessage());
        }
    }

    private <T> T checked(Node node, Supplier<T> making) {
        try {
            return making.get();
        } catch (BalancerException e) {
            throw new Failure(ExitStatus.USAGE, yaml.said(YamlFile.line(node), e.sentence()), e).withDetail(e.detail());
        }
    }
}
