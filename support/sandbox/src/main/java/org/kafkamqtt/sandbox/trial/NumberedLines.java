package org.kafkamqtt.sandbox.trial;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines that contain their own numbers, and the numbers that {@code --confirm} prints for them. */
public final class NumberedLines {
    private NumberedLines() {}

    /** The lines from 1 to this one. */
    public static String upTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    /** The last complete number that was written, 0 if there is none; fails if they do not rise. */
    public static long lastConfirmed(String out) {
        long last = 0;
        for (String line : out.substring(0, out.lastIndexOf('\n') + 1).lines().toList()) {
            long number = Long.parseLong(line);
            if (number <= last) {
                throw new AssertionError("does not rise: " + out);
            }
            last = number;
        }
        return last;
    }
}
