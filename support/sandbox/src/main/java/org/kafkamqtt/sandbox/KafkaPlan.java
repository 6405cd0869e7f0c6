package org.kafkamqtt.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The nodes of a Kafka and what each of them is told about the others.
 *
 * @param nodes in the order of their numbers; the first three at most are controllers too
 */
record KafkaPlan(List<KafkaNode> nodes) {
    static final String CONTROLLER = "CONTROLLER";
    static final String USER = "sandbox";
    static final String PASSWORD = "sandbox-secret";
    private static final int CONTROLLERS = 3;

    KafkaPlan {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a Kafka has at least one node");
        }
    }

    /**
     * Claims the ports: those from the given ones on, one for each node, or free ones for 0.
     *
     * @param securePort of the first secured listener, or empty for none
     */
    static KafkaPlan claimed(int count, int port, OptionalInt securePort) {
        List<KafkaNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OptionalInt secure = securePort.isPresent()
                    ? OptionalInt.of(Ports.claim(following(securePort.getAsInt(), i), "--secure-port"))
                    : OptionalInt.empty();
            OptionalInt controller =
                    i < CONTROLLERS ? OptionalInt.of(Ports.claim(0, "--kafka-port")) : OptionalInt.empty();
            nodes.add(new KafkaNode(i + 1, Ports.claim(following(port, i), "--kafka-port"), controller, secure));
        }
        return new KafkaPlan(nodes);
    }

    private static int following(int first, int steps) {
        return first == 0 ? 0 : first + steps;
    }

    /** {@code HOST:PORT} of all, separated by commas. */
    String address() {
        return nodes.stream().map(KafkaNode::address).collect(Collectors.joining(","));
    }

    /** The same of the secured listeners. */
    Optional<String> secureAddress() {
        String all = nodes.stream()
                .flatMapToInt(node -> node.securePort().stream())
                .mapToObj(port -> "localhost:" + port)
                .collect(Collectors.joining(","));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /** The settings of one node's server. */
    Map<String, String> properties(KafkaNode node, Path folder, Optional<Certificates> certificates) {
        Map<String, String> properties = new HashMap<>(settings());
        properties.put("node.id", Integer.toString(node.id()));
        properties.put("log.dirs", folder.toString());
        properties.put("process.roles", node.controllerPort().isPresent() ? "broker,controller" : "broker");
        properties.put("controller.quorum.voters", voters());
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL");
        String brokers = "PLAINTEXT://" + node.address()
                + (node.securePort().isPresent()
                        ? ",SECURE://localhost:" + node.securePort().getAsInt()
                        : "");
        properties.put("advertised.listeners", brokers);
        properties.put(
                "listeners",
                brokers
                        + (node.controllerPort().isPresent()
                                ? "," + CONTROLLER + "://localhost:"
                                        + node.controllerPort().getAsInt()
                                : ""));
        certificates.ifPresent(c -> properties.putAll(secured(c)));
        return properties;
    }

    private String voters() {
        return nodes.stream()
                .filter(node -> node.controllerPort().isPresent())
                .map(node -> node.id() + "@localhost:" + node.controllerPort().getAsInt())
                .collect(Collectors.joining(","));
    }

    /** What all nodes are told alike. */
    private Map<String, String> settings() {
        String replicas = Integer.toString(Math.min(nodes.size(), 3));
        String inSync = nodes.size() >= 3 ? "2" : "1";
        Map<String, String> settings = new HashMap<>();
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "1");
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        settings.put("share.coordinator.state.topic.num.partitions", "2");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // So that a test that asks for it need not wait 45 s for a killed member, or 15 s for its records.
        settings.put("group.consumer.min.session.timeout.ms", "6000");
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.cleaner.threads", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        // Records with timestamps of long ago, as copies have them, must not vanish while the user looks at them.
        settings.put("log.retention.ms", "-1");
        settings.put("log.segment.bytes", "134217728");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.initial.task.delay.ms", "1000");
        // After a crash, the node is refused until its earlier registration expires: 9 s by default.
        settings.put("broker.session.timeout.ms", "5000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        return settings;
    }

    private static Map<String, String> secured(Certificates certificates) {
        String login = "org.apache.kafka.common.security.";
        Map<String, String> more = new HashMap<>();
        more.put("sasl.enabled.mechanisms", "SCRAM-SHA-256,SCRAM-SHA-512,PLAIN");
        more.put(
                "listener.name.secure.plain.sasl.jaas.config",
                login + "plain.PlainLoginModule required user_" + USER + "=\"" + PASSWORD + "\";");
        for (String mechanism : List.of("scram-sha-256", "scram-sha-512")) {
            more.put(
                    "listener.name.secure." + mechanism + ".sasl.jaas.config",
                    login + "scram.ScramLoginModule required;");
        }
        more.put("ssl.keystore.type", "PKCS12");
        more.put("ssl.keystore.location", certificates.keyStore().toString());
        more.put("ssl.keystore.password", Certificates.PASSWORD);
        more.put("ssl.key.password", Certificates.PASSWORD);
        more.put("ssl.truststore.type", "PKCS12");
        more.put("ssl.truststore.location", certificates.trustStore().toString());
        more.put("ssl.truststore.password", Certificates.PASSWORD);
        return more;
    }
}
