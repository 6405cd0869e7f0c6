package org.kafkamqtt.mqtt;

import java.util.Optional;
import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * The broker's answer to one subscription.
 *
 * @param subscription what was asked for
 * @param qos what was granted, perhaps less; empty if it was refused
 */
public record Granted(Subscription subscription, Optional<Qos> qos) {

    public boolean refused() {
        return qos.isEmpty();
    }
}
