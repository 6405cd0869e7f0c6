package org.kafkamqtt.mqtt.subscribe.receive;

import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;

/**
 * A message and when it arrived.
 *
 * @param message as the broker sent it
 * @param seconds of its arrival since 1970
 * @param nanos of its arrival within that second
 * @param delivery its name, by which it is recognised if it comes twice; empty if it has none
 */
public record Arrival(Message message, long seconds, int nanos, String delivery) {
    /** What a property takes in memory beside its text, about. */
    private static final int PROPERTY = 100;

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

    /** Those of MQTT 5; none before. */
    public Properties properties() {
        return message.properties();
    }

    /** Bytes of memory that it takes while it waits, about. */
    public long size() {
        return properties().isEmpty() ? payload().length : payload().length + size(properties());
    }

    private static long size(Properties properties) {
        long size = 0;
        for (Properties.Entry entry : properties.entries()) {
            size += PROPERTY;
            if (entry.value() instanceof UserProperty user) {
                size += user.name().length() + user.value().length();
            } else if (entry.value() instanceof String text) {
                size += text.length();
            } else if (entry.value() instanceof byte[] bytes) {
                size += bytes.length;
            }
        }
        return size;
    }
}
