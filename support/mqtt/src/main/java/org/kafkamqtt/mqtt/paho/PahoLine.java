package org.kafkamqtt.mqtt.paho;

import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.kafkamqtt.mqtt.upkeep.Line;
import org.kafkamqtt.mqtt.wire.Wire;

/**
 * One connection on the network that the broker has accepted.
 *
 * <p>Its holder knows which connection it talks to, whatever has happened since; news of another epoch is ignored.
 *
 * @param epoch its number, from 1
 * @param client Paho's client on it, which may be shared by all connections
 * @param wire for what bypasses Paho
 */
record PahoLine(long epoch, MqttAsyncClient client, Wire wire) implements Line {
    @Override
    public void abort() {
        wire.abort();
    }
}
