package org.kafkamqtt.mqtt.publish.source;

import java.util.List;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.TopicName;

/**
 * What the command line says about messages that do not say it themselves.
 *
 * @param topics each gets the message
 * @param qos how hard to try
 * @param retain whether the broker keeps it
 * @param confirm whether every message must be acknowledged
 */
public record MessageDefaults(List<TopicName> topics, Qos qos, boolean retain, boolean confirm) {
    /** How hard to try with this one: at QoS 0 nothing would be acknowledged. */
    public Qos qosOf(Draft draft) {
        Qos wanted = draft.qos().orElse(qos);
        return confirm && wanted == Qos.AT_MOST_ONCE ? Qos.AT_LEAST_ONCE : wanted;
    }
}
