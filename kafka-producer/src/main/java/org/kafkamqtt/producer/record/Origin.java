package org.kafkamqtt.producer.record;

/**
 * The input that a series of records comes from.
 *
 * @param name file as typed, or {@code standard input}
 * @param index of the input in the order of the command line, from 0
 * @param unit what the number of a record counts: {@code line}, {@code record} or empty for a whole file
 */
public record Origin(String name, int index, String unit) {

    /** The place of a record for people: {@code file:12}, {@code standard input, line 12}. */
    public String place(long number) {
        if (unit.isEmpty()) {
            return name;
        }
        boolean file = unit.equals("line") && !name.contains(" ");
        return file ? name + ":" + number : name + ", " + unit + " " + number;
    }
}
