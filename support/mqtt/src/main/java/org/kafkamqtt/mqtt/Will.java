package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * What the broker publishes when the connection breaks without a goodbye.
 *
 * @param topic to publish to
 * @param payload its bytes, perhaps none
 * @param qos quality of service
 * @param retain whether it is retained
 * @param properties of the will, its delay among them; MQTT 5 alone sends them
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Will(TopicName topic, byte[] payload, Qos qos, boolean retain, Properties properties) {
    /** One without properties. */
    public Will(TopicName topic, byte[] payload, Qos qos, boolean retain) {
        this(topic, payload, qos, retain, Properties.NONE);
    }
}
