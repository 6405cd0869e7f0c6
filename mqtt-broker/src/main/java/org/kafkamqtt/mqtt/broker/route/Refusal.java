package org.kafkamqtt.mqtt.broker.route;

/**
 * Messages of this topic name go nowhere.
 *
 * @param reason a sentence without a full stop, lower case
 */
public record Refusal(String reason) implements Destination {}
