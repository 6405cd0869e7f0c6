package org.kafkamqtt.mqtt;

import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.protocol.InvalidTopic;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.TopicName;

/** MQTT's words as users type them: what is none is refused with status 2. */
public final class Words {
    private Words() {}

    /** What a message is published to. */
    public static TopicName topicName(String text) {
        try {
            return new TopicName(text);
        } catch (InvalidTopic e) {
            throw Failure.usage(e.sentence());
        }
    }

    /** What a subscription asks for. */
    public static TopicFilter topicFilter(String text) {
        try {
            return new TopicFilter(text);
        } catch (InvalidTopic e) {
            throw Failure.usage(e.sentence());
        }
    }

    /** The quality of service: 0, 1 or 2. */
    public static Qos qos(String text) {
        return switch (text) {
            case "0" -> Qos.AT_MOST_ONCE;
            case "1" -> Qos.AT_LEAST_ONCE;
            case "2" -> Qos.EXACTLY_ONCE;
            default -> throw Failure.usage("QoS '" + text + "' is not 0, 1 or 2");
        };
    }
}
