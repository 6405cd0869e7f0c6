package org.kafkamqtt.mqtt.paho;

import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.kafkamqtt.mqtt.wire.Wire;

/**
 * One connection on the network that the broker has accepted.
 *
 * <p>Who holds one knows which it talks to, whatever has happened since; news of another epoch is ignored.
 *
 * @param epoch its number, from 1
 * @param client Paho's client on it, perhaps the one of all connections
 * @param wire what goes past Paho
 */
record Line(long epoch, MqttAsyncClient client, Wire wire) {}
