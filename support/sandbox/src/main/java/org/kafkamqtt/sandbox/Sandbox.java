package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;

/**
 * A running Kafka, a running MQTT broker, or both.
 *
 * <p>Thread-safe. Closing stops what runs and removes temporary data.
 */
public final class Sandbox implements Brokers, AutoCloseable {
    /** The user that the secured Kafka listener knows, under PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512. */
    public static final String USER = KafkaBroker.USER;
    /** The password of {@link #USER}. */
    public static final String PASSWORD = KafkaBroker.PASSWORD;

    private final Path folder;
    private final boolean temporary;
    private final Optional<Certificates> certificates;
    private @Nullable KafkaBroker kafka;
    private @Nullable MqttBroker mqtt;

    private Sandbox(Path folder, boolean temporary, Optional<Certificates> certificates) {
        this.folder = folder;
        this.temporary = temporary;
        this.certificates = certificates;
    }

    /**
     * Starts what the settings ask for, and answers when it does.
     *
     * @throws Failure status 4 if a port is taken, 7 if the data folder cannot be used
     */
    public static Sandbox start(SandboxSettings settings) {
        quietUnlessAsked();
        OptionalInt kafkaPort = claimed(settings.kafkaPort(), "--kafka-port");
        OptionalInt securePort = claimed(settings.securePort(), "--secure-port");
        OptionalInt mqttPort = claimed(settings.mqttPort(), "--mqtt-port");
        Sandbox sandbox = prepared(settings, securePort.isPresent());
        try {
            sandbox.startBrokers(kafkaPort, securePort, mqttPort);
            return sandbox;
        } catch (Failure e) {
            sandbox.close();
            throw e;
        } catch (Exception e) {
            sandbox.close();
            throw new Failure(ExitStatus.FAILED, "the brokers did not start: " + e, e);
        }
    }

    private static OptionalInt claimed(OptionalInt port, String option) {
        return port.isPresent() ? OptionalInt.of(Ports.claim(port.getAsInt(), option)) : port;
    }

    private static Sandbox prepared(SandboxSettings settings, boolean secured) {
        try {
            Path folder = settings.data().isPresent()
                    ? Files.createDirectories(settings.data().get()).toAbsolutePath()
                    : Files.createTempDirectory("sandbox-");
            Optional<Certificates> certificates =
                    secured ? Optional.of(Certificates.in(folder.resolve("tls"))) : Optional.empty();
            return new Sandbox(folder, settings.data().isEmpty(), certificates);
        } catch (IOException e) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, "cannot use the data folder: " + e.getMessage(), e);
        }
    }

    private void startBrokers(OptionalInt kafkaPort, OptionalInt securePort, OptionalInt mqttPort) throws Exception {
        // The two start side by side: each waits more than it works.
        Thread mqttStart = null;
        Exception[] mqttTrouble = new Exception[1];
        if (mqttPort.isPresent()) {
            MqttBroker broker = new MqttBroker(folder.resolve("mqtt"), mqttPort.getAsInt());
            mqtt = broker;
            mqttStart = new Thread(() -> {
                try {
                    broker.start();
                } catch (Exception e) {
                    mqttTrouble[0] = e;
                }
            });
            mqttStart.start();
        }
        if (kafkaPort.isPresent()) {
            KafkaBroker broker =
                    KafkaBroker.in(folder.resolve("kafka"), kafkaPort.getAsInt(), securePort, certificates);
            kafka = broker;
            broker.start();
        }
        if (mqttStart != null) {
            mqttStart.join();
            if (mqttTrouble[0] != null) {
                throw mqttTrouble[0];
            }
        }
    }

    @Override
    public String kafkaAddress() {
        return kafka().address();
    }

    /** The listener that asks for TLS and SASL, {@code HOST:PORT}. */
    public String secureKafkaAddress() {
        return kafka().secureAddress()
                .orElseThrow(() -> new IllegalStateException("no secured listener was asked for"));
    }

    /** What a client of the secured listener trusts. */
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

    private KafkaBroker kafka() {
        if (kafka == null) {
            throw new IllegalStateException("this sandbox has no Kafka");
        }
        return kafka;
    }

    private MqttBroker mqtt() {
        if (mqtt == null) {
            throw new IllegalStateException("this sandbox has no MQTT broker");
        }
        return mqtt;
    }

    @Override
    public void close() {
        if (mqtt != null) {
            stopMqtt();
        }
        if (kafka != null) {
            kafka.stop();
        }
        if (temporary) {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, "cannot remove the temporary data in " + folder, e);
        }
    }

    private static void quietUnlessAsked() {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        }
    }
}
