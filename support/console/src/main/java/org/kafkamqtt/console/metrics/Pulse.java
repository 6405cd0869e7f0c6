package org.kafkamqtt.console.metrics;

/**
 * What shows whether a run is getting on with its work, at one moment.
 *
 * @param broker its address, as in messages for the user
 * @param thing what it works on, such as {@code record}
 * @param connected whether there is a connection to a broker
 * @param waiting how many of them wait for an answer or for room, 0 if nothing has to happen
 * @param progress grows whenever one of those that wait is dealt with
 * @param errors grows with each failure, of a record, a message or a connection
 */
public record Pulse(String broker, String thing, boolean connected, long waiting, long progress, long errors) {}
