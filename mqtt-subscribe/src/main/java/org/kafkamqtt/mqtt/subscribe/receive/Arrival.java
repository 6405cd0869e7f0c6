package org.kafkamqtt.mqtt.subscribe.receive;

import org.kafkamqtt.mqtt.Message;

/**
 * A message and when it arrived.
 *
 * @param message as the broker sent it
 * @param seconds of its arrival since 1970
 * @param nanos of its arrival within that second
 * @param delivery its name, by which it is recognised if it comes twice; empty if it has none
 */
public record Arrival(Message message, long seconds, int nanos, String delivery) {

    public String topic() {
        return message.topic();
    }

    public byte[] payload() {
        return message.payload();
    }

    /** 0 to 2. */
    public int qos() {
        return message.qos().level();
    }

    public boolean retained() {
        return message.retain();
    }

    /** The packet identifier of QoS 1 and 2, 0 for QoS 0; repeats after 65,535 messages. */
    public int messageId() {
        return message.packetId();
    }
}
