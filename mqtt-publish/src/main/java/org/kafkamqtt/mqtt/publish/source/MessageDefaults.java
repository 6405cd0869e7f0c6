package org.kafkamqtt.mqtt.publish.source;

import java.util.List;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * What the command line specifies for messages that do not specify it themselves.
 *
 * @param topics each gets the message
 * @param qos quality of service
 * @param retain whether the broker keeps it
 * @param confirm whether every message must be acknowledged
 * @param properties those of MQTT 5, checked
 */
public record MessageDefaults(List<TopicName> topics, Qos qos, boolean retain, boolean confirm, Properties properties) {
    /** Those without properties. */
    public MessageDefaults(List<TopicName> topics, Qos qos, boolean retain, boolean confirm) {
        this(topics, qos, retain, confirm, Properties.NONE);
    }

    /** The QoS of this one; when confirming, at least 1, since QoS 0 is not acknowledged. */
    public Qos qosOf(Draft draft) {
        Qos wanted = draft.qos().orElse(qos);
        return confirm && wanted == Qos.AT_MOST_ONCE ? Qos.AT_LEAST_ONCE : wanted;
    }

    /**
     * The properties of this one: its own before those of the command line, but user properties of both, those of the command line
     * first.
     */
    public Properties propertiesOf(Draft draft) {
        Properties own = draft.properties();
        if (own.isEmpty() || properties.isEmpty()) {
            return own.isEmpty() ? properties : own;
        }
        Properties.Builder both = Properties.builder();
        for (Properties.Entry entry : properties.entries()) {
            if (entry.property() == Property.USER_PROPERTY || !own.has(entry.property())) {
                both.add(entry);
            }
        }
        return both.all(own).build();
    }
}
