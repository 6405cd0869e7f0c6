package org.kafkamqtt.journeys;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Brokers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract on apache/kafka and eclipse-mosquitto in containers; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerContractJarIT extends ToolsContract {
    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer(
                    DockerImageName.parse("apache/kafka").withTag(System.getProperty("kafka.version", "4.3.1")))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");

    @Container
    private static final GenericContainer<?> MOSQUITTO = new GenericContainer<>(
                    DockerImageName.parse("eclipse-mosquitto").withTag("2"))
            .withExposedPorts(1883)
            .withCommand(
                    "sh",
                    "-c",
                    "printf 'listener 1883\\nallow_anonymous true\\n' >/tmp/open.conf && exec mosquitto -c /tmp/open.conf")
            .waitingFor(Wait.forListeningPort());

    ContainerContractJarIT(@TempDir Path folder) {
        super(folder);
    }

    @Override
    Brokers brokers() {
        return new Brokers() {
            @Override
            public String kafkaAddress() {
                return KAFKA.getBootstrapServers().replaceFirst("^.*://", "");
            }

            @Override
            public String mqttAddress() {
                return MOSQUITTO.getHost() + ":" + MOSQUITTO.getMappedPort(1883);
            }
        };
    }
}
