package org.kafkamqtt.mqtt.paho;

import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttAck;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.Losses;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.wire.HeldPayloads;
import org.kafkamqtt.mqtt.wire.TopicCode;

/**
 * Paho's callbacks, for a client of one connection or for the one that lives through all of them. Thread-safe.
 *
 * @param parts who is notified
 * @param only the number of the one connection, 0 for all
 * @param payloads those that Paho does not see
 */
record News(Parts parts, long only, HeldPayloads payloads) implements MqttCallback {
    /** Those who are notified. */
    record Parts(
            Presence<PahoLine> presence,
            Outbox outbox,
            Confirmations confirmations,
            ConnectionListener listener,
            Losses losses) {}

    private long epoch() {
        return only == 0 ? parts.presence().epoch() : only;
    }

    @Override
    public void connectionLost(Throwable cause) {
        parts.losses().lost(epoch(), cause);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        long now = epoch();
        parts.presence().progressed();
        byte[] payload = payloads.release(message.getId()).orElseGet(message::getPayload);
        if (parts.confirmations().arrived(message.getId(), now)) {
            parts.listener()
                    .arrived(new Message(
                            TopicCode.decoded(topic),
                            payload,
                            Qos.EXACTLY_ONCE,
                            message.isRetained(),
                            message.isDuplicate(),
                            message.getId(),
                            now));
        }
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // Each publication has a listener of its own, except those of an earlier process.
        if (!parts.outbox().restored().isEmpty()) {
            // A restored token does not know its own packet identifier, the answer to it does.
            if (token.getResponse() instanceof MqttAck answer) {
                parts.outbox().acknowledged(Publication.restoredSequence(answer.getMessageId()));
            }
        }
    }
}
