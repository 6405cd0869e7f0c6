package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * A running Kafka, a running MQTT broker, or both.
 *
 * <p>Its owner stops and starts the brokers, and closes it, on one thread at a time; any thread may call the rest. Closing
 * it stops the brokers and removes temporary data.
 */
public final class Sandbox implements Brokers, AutoCloseable {
    /** The user that the secured Kafka listener knows, under PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512. */
    public static final String USER = KafkaPlan.USER;
    /** The password of {@link #USER}. */
    public static final String PASSWORD = KafkaPlan.PASSWORD;

    private final DataFolder data;
    private final Optional<Certificates> certificates;
    private Optional<KafkaPlan> plan = Optional.empty();
    private Optional<KafkaNodes> nodes = Optional.empty();
    private @Nullable KafkaServers kafka;
    private @Nullable MqttServer mqtt;

    private Sandbox(DataFolder data, Optional<Certificates> certificates) {
        this.data = data;
        this.certificates = certificates;
    }

    /**
     * Starts the brokers that the settings ask for, and returns when they answer.
     *
     * @throws Failure status 4 if a port is taken, 7 if the data folder cannot be used
     */
    public static Sandbox start(SandboxSettings settings) {
        return start(settings, Map.of());
    }

    /** The same with more properties of the Kafka server, for tests that need what the sandbox itself does not. */
    public static Sandbox start(SandboxSettings settings, Map<String, String> more) {
        quietUnlessAsked();
        if (settings.mqtt() == MqttChoice.KAFKA && settings.mqttPort().isPresent()) {
            MqttProcess.launcher();
        }
        Optional<KafkaPlan> plan = settings.kafkaPort().isPresent()
                ? Optional.of(
                        KafkaPlan.claimed(settings.nodes(), settings.kafkaPort().getAsInt(), settings.securePort()))
                : Optional.empty();
        OptionalInt mqttPort = claimed(settings.mqttPort(), "--mqtt-port");
        Sandbox sandbox = prepared(settings.data(), settings.securePort().isPresent());
        try {
            sandbox.startBrokers(
                    plan, settings.mqtt(), mqttPort, more, settings.data().isPresent());
            return sandbox;
        } catch (Exception | LinkageError e) {
            sandbox.close();
            throw explained(e);
        }
    }

    private static OptionalInt claimed(OptionalInt port, String option) {
        return port.isPresent() ? OptionalInt.of(Ports.claim(port.getAsInt(), option)) : port;
    }

    private static Sandbox prepared(Optional<Path> folder, boolean secured) {
        DataFolder data = DataFolder.open(folder);
        try {
            return new Sandbox(data, secured ? Optional.of(Certificates.in(data.path("tls"))) : Optional.empty());
        } catch (IOException e) {
            data.close();
            throw Failure.cannot(ExitStatus.TLS, "make", "the certificate", e);
        }
    }

    /** Artemis starts beside Kafka, since each waits more than it works; our own needs a Kafka that answers. */
    private void startBrokers(
            Optional<KafkaPlan> wanted, MqttChoice choice, OptionalInt mqttPort, Map<String, String> more, boolean kept)
            throws Exception {
        if (mqttPort.isPresent() && choice == MqttChoice.KAFKA) {
            startKafka(wanted, more, kept);
            mqtt = MqttProcess.of(data.path("mqtt-broker"), kafkaAddress(), mqttPort.getAsInt());
            mqtt.start();
            return;
        }
        FutureTask<Void> mqttStart = new FutureTask<>(() -> {
            if (mqtt != null) {
                mqtt.start();
            }
            return null;
        });
        if (mqttPort.isPresent()) {
            mqtt = new MqttBroker(data.path("mqtt"), mqttPort.getAsInt());
        }
        Thread aside = new Thread(mqttStart, "mqtt-start");
        aside.start();
        try {
            startKafka(wanted, more, kept);
        } finally {
            aside.join();
        }
        mqttStart.get();
    }

    private void startKafka(Optional<KafkaPlan> wanted, Map<String, String> more, boolean kept) throws IOException {
        if (wanted.isPresent()) {
            plan = wanted;
            kafka = servers(wanted.get(), more, kept);
            kafka.start();
        }
    }

    private KafkaServers servers(KafkaPlan wanted, Map<String, String> more, boolean kept) throws IOException {
        Path alone = data.path("kafka");
        Path several = data.path("nodes");
        if (Files.exists(wanted.nodes().size() == 1 ? several : alone)) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    "the data in " + alone.getParent() + " are those of "
                            + (wanted.nodes().size() == 1
                                    ? "several Kafka nodes: give their number to --nodes"
                                    : "one Kafka node: leave out --nodes")
                            + ", or give another folder to --data");
        }
        if (wanted.nodes().size() > 1) {
            KafkaNodes all = KafkaNodes.in(several, wanted, certificates, more, kept);
            nodes = Optional.of(all);
            return all;
        }
        Map<String, String> properties = wanted.properties(wanted.nodes().get(0), alone, certificates);
        properties.putAll(more);
        return KafkaBroker.of(Uuid.randomUuid().toString(), properties);
    }

    /** What went wrong in a start, unless it already says so itself. */
    private static Failure explained(Throwable trouble) {
        if (trouble instanceof Failure failure) {
            return failure;
        }
        Throwable root = trouble;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof BindException
                ? new Failure(
                        ExitStatus.UNREACHABLE, "a port was taken while the brokers were starting; try again", trouble)
                : new Failure(ExitStatus.FAILED, "the brokers did not start: " + root, trouble);
    }

    @Override
    public String kafkaAddress() {
        return plan().address();
    }

    /** The listener that asks for TLS and SASL, {@code HOST:PORT}. */
    public String secureKafkaAddress() {
        return plan().secureAddress().orElseThrow(() -> new IllegalStateException("no secured listener was asked for"));
    }

    /** The certificates that a client of the secured listener trusts. */
    public Certificates certificates() {
        return certificates.orElseThrow(() -> new IllegalStateException("no secured listener was asked for"));
    }

    @Override
    public String mqttAddress() {
        return mqtt().address();
    }

    /** Stops Kafka; its data and port stay. */
    public void stopKafka() {
        kafka().stop();
    }

    /** Starts Kafka again on the same port and data. */
    public void startKafka() {
        kafka().start();
    }

    /** Stops the MQTT broker; its data and port stay. */
    public void stopMqtt() {
        try {
            mqtt().stop();
        } catch (Exception e) {
            throw new IllegalStateException("the MQTT broker did not stop", e);
        }
    }

    /** Starts the MQTT broker again on the same port and data. */
    public void startMqtt() {
        try {
            mqtt().start();
        } catch (Exception e) {
            throw new IllegalStateException("the MQTT broker did not start", e);
        }
    }

    /** The Kafka nodes that are processes; empty if there is only one, in this JVM. */
    Optional<KafkaNodes> nodes() {
        return nodes;
    }

    private KafkaPlan plan() {
        return plan.orElseThrow(() -> new IllegalStateException("this sandbox has no Kafka"));
    }

    private KafkaServers kafka() {
        if (kafka == null) {
            throw new IllegalStateException("this sandbox has no Kafka");
        }
        return kafka;
    }

    private MqttServer mqtt() {
        if (mqtt == null) {
            throw new IllegalStateException("this sandbox has no MQTT broker");
        }
        return mqtt;
    }

    /** Even if one broker fails to stop, the other is stopped and temporary data are removed. */
    @Override
    public void close() {
        try (data) {
            stopBrokers();
        }
    }

    private void stopBrokers() {
        try {
            if (mqtt != null) {
                stopMqtt();
            }
        } finally {
            if (kafka != null) {
                kafka.stop();
            }
        }
    }

    private static void quietUnlessAsked() {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        }
    }
}
