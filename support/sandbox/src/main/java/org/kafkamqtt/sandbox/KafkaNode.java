package org.kafkamqtt.sandbox;

import java.util.OptionalInt;

/**
 * Where one Kafka node answers, on {@code localhost}.
 *
 * @param id from 1
 * @param port of its plain listener
 * @param controllerPort of its controller; empty if it is a broker only
 * @param securePort of its listener with TLS and SASL; empty if it has none
 */
record KafkaNode(int id, int port, OptionalInt controllerPort, OptionalInt securePort) {
    String address() {
        return "localhost:" + port;
    }
}
