package org.kafkamqtt.balancer;

/**
 * One setting of a balancer.
 *
 * @param name as it is typed
 * @param fallback its value where none is given; empty where it must be given or where its absence means something
 * @param meaning what it does, in a few words
 */
public record BalancerOption(String name, String fallback, String meaning) {}
