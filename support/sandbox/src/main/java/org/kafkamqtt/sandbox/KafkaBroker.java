package org.kafkamqtt.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka server in this JVM that can be stopped and started again on the same data.
 *
 * <p>Not thread-safe; the owner of the sandbox owns it.
 */
final class KafkaBroker implements KafkaServers {
    private final Map<String, String> properties;
    private @Nullable KafkaRaftServer server;

    private KafkaBroker(Map<String, String> properties) {
        this.properties = properties;
    }

    /**
     * Formats the folder if it is new; does not start.
     *
     * @param cluster the identifier of the cluster that a new folder becomes part of
     * @param properties of the server, with its {@code node.id} and its folder in {@code log.dirs}
     */
    static KafkaBroker of(String cluster, Map<String, String> properties) throws IOException {
        Path folder = Path.of(properties.getOrDefault("log.dirs", ""));
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder, cluster, Integer.parseInt(properties.getOrDefault("node.id", "1")));
        }
        return new KafkaBroker(properties);
    }

    private static void format(Path folder, String cluster, int node) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setClusterId(cluster)
                .setNodeId(node)
                .setControllerListenerName(KafkaPlan.CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                // Even without a secured listener: the next start on these data may have one.
                .setScramArguments(List.of(
                        "SCRAM-SHA-256=[name=" + KafkaPlan.USER + ",password=" + KafkaPlan.PASSWORD + "]",
                        "SCRAM-SHA-512=[name=" + KafkaPlan.USER + ",password=" + KafkaPlan.PASSWORD + "]"));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("cannot format " + folder + ": " + said.toString(StandardCharsets.UTF_8), e);
        }
    }

    @Override
    public synchronized void start() {
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

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }
}
