package org.kafkamqtt.topics.plan;

/**
 * A broker that is alive.
 *
 * @param id its number
 * @param address {@code host:port} as it tells clients
 * @param rack empty for none
 * @param controller whether the cluster names it as its controller
 */
public record Broker(int id, String address, String rack, boolean controller) {}
