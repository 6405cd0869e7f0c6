package org.kafkamqtt.balancer;

/**
 * One setting of a balancer.
 *
 * @param name as it is typed
 * @param fallback its default; empty if it must be given or if its absence has a meaning
 * @param meaning what it does, in a few words
 */
public record BalancerOption(String name, String fallback, String meaning) {}
