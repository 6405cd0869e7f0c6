package org.kafkamqtt.mqtt.publish;

import java.util.List;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.TopicName;

/**
 * What the command line says about messages that do not say it themselves.
 *
 * @param topics each gets the message
 * @param qos how hard to try
 * @param retain whether the broker keeps it
 */
record MessageDefaults(List<TopicName> topics, Qos qos, boolean retain) {}
