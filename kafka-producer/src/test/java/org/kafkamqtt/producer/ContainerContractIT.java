package org.kafkamqtt.producer;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The contract on Kafka's own container image, where there is Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerContractIT extends DeliveryContract {
    @Container
    private static final KafkaContainer KAFKA =
            new KafkaContainer("apache/kafka:" + System.getProperty("kafka.version", "4.3.1"));

    @Override
    String broker() {
        return KAFKA.getBootstrapServers();
    }
}
