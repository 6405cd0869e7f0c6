package org.kafkamqtt.mqtt.paho;

import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.kafkamqtt.mqtt.Publication;

/** A message for Paho that shares its payload with its maker; Paho's own class copies it. */
final class SharedMessage extends MqttMessage {
    private final byte[] bytes;

    SharedMessage(Publication publication) {
        bytes = publication.payload();
        setQos(publication.qos().level());
        setRetained(publication.retain());
    }

    @Override
    public byte[] getPayload() {
        return bytes;
    }
}
