package org.kafkamqtt.mqtt.broker.node;

import org.kafkamqtt.mqtt.broker.message.Message;

/** A message and its offset in the partition that it lies in. */
public record Logged(long offset, Message message) {}
