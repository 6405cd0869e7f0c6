package org.kafkamqtt.mqtt.publish.source;

/**
 * A place in the input.
 *
 * @param input name of a file, or empty if there is only one input
 * @param unit what is counted, such as {@code line}; empty if the input is one message
 * @param number of the unit, from 1
 * @param end bytes of the input up to the end of the unit
 */
public record Place(String input, String unit, long number, long end) {
    @Override
    public String toString() {
        String of = input.isEmpty() ? "" : input;
        if (unit.isEmpty()) {
            return of.isEmpty() ? "the message" : of;
        }
        return unit + " " + number + (of.isEmpty() ? "" : " of " + of);
    }
}
