package org.kafkamqtt.mqtt.broker.route;

/** Where the messages of a topic name go. */
public sealed interface Destination permits Target, Refusal {}
