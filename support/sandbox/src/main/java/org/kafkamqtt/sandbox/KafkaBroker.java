package org.kafkamqtt.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka server in this JVM, broker and controller in one, that can be stopped and started again on the same data.
 *
 * <p>Not thread-safe; the owner of the sandbox owns it.
 */
final class KafkaBroker {
    static final String USER = "sandbox";
    static final String PASSWORD = "sandbox-secret";
    private static final String CONTROLLER = "CONTROLLER";

    private final int port;
    private final OptionalInt securePort;
    private final Map<String, Object> properties;
    private @Nullable KafkaRaftServer server;

    private KafkaBroker(int port, OptionalInt securePort, Map<String, Object> properties) {
        this.port = port;
        this.securePort = securePort;
        this.properties = properties;
    }

    /** Formats the folder if it is new; does not start. */
    static KafkaBroker in(
            Path folder,
            int port,
            OptionalInt securePort,
            Optional<Certificates> certificates,
            Map<String, String> more)
            throws IOException {
        int controllerPort = Ports.claim(0, "--kafka-port");
        Map<String, Object> properties = properties(folder, port, controllerPort);
        certificates.ifPresent(c -> properties.putAll(secured(properties, securePort.orElseThrow(), c)));
        properties.putAll(more);
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        return new KafkaBroker(port, securePort, properties);
    }

    private static Map<String, Object> properties(Path folder, int port, int controllerPort) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put(
                "listeners", "PLAINTEXT://localhost:" + port + "," + CONTROLLER + "://localhost:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        properties.put("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL");
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "2");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // So that a test that asks for it need not wait 45 s for a killed member, or 15 s for its records.
        properties.put("group.consumer.min.session.timeout.ms", "6000");
        properties.put("group.share.min.record.lock.duration.ms", "1000");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.cleaner.threads", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        // Records with timestamps of long ago, as copies have them, must not vanish while the user looks at them.
        properties.put("log.retention.ms", "-1");
        properties.put("log.segment.bytes", "134217728");
        properties.put("log.index.size.max.bytes", "1048576");
        properties.put("log.initial.task.delay.ms", "1000");
        // After a crash, the node is refused until its earlier registration expires: 9 s by default.
        properties.put("broker.session.timeout.ms", "5000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        return properties;
    }

    private static Map<String, Object> secured(Map<String, Object> plain, int port, Certificates certificates) {
        String login = "org.apache.kafka.common.security.";
        Map<String, Object> more = new HashMap<>();
        more.put("listeners", plain.get("listeners") + ",SECURE://localhost:" + port);
        more.put("advertised.listeners", plain.get("advertised.listeners") + ",SECURE://localhost:" + port);
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

    private static void format(Path folder) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName(CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                // Even without a secured listener: the next start on these data may have one.
                .setScramArguments(List.of(
                        "SCRAM-SHA-256=[name=" + USER + ",password=" + PASSWORD + "]",
                        "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("cannot format " + folder + ": " + said.toString(StandardCharsets.UTF_8), e);
        }
    }

    synchronized void start() {
        if (server == null) {
            KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            try {
                starting.startup();
            } catch (RuntimeException | LinkageError e) {
                starting.shutdown();
                throw e;
            }
            server = starting;
        }
    }

    synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    String address() {
        return "localhost:" + port;
    }

    Optional<String> secureAddress() {
        return securePort.isPresent() ? Optional.of("localhost:" + securePort.getAsInt()) : Optional.empty();
    }
}
