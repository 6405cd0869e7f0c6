package org.kafkamqtt.mqtt.broker.node;

import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.session.Receipt;

/**
 * A message that waits for room in the log.
 *
 * @param sinceMs when it came, by the node's clock
 */
record Held(Client client, Message message, Receipt receipt, long sinceMs) {}
