package org.kafkamqtt.console.into;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the answers of a right side: decimal numbers, one per line, that never fall and never exceed what it was given.
 *
 * <p>Pure; for one thread. After a wrong answer all further ones are ignored.
 */
final class Answers {
    private static final int SHOWN = 40;
    private static final int LONGEST = 4096;
    private static final long TOO_MANY = Long.MAX_VALUE;

    private final byte[] line = new byte[LONGEST];
    private int length;
    private long settled;
    private String wrong = "";

    /** How many leading lines are settled, by the last answer. */
    long settled() {
        return settled;
    }

    /** What is wrong with an answer, as in "answered 5 after 7"; empty while all are fine. */
    Optional<String> wrong() {
        return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
    }

    /**
     * Takes the next bytes of the answers.
     *
     * @param given how many lines can be settled at most by now
     */
    void take(byte[] bytes, int count, long given) {
        for (int i = 0; i < count && wrong.isEmpty(); i++) {
            if (bytes[i] == '\n') {
                answer(given);
            } else if (length < LONGEST) {
                line[length++] = bytes[i];
            }
        }
    }

    /** The answers ended: a last number counts even without a line end. */
    void end(long given) {
        if (length > 0 && wrong.isEmpty()) {
            answer(given);
        }
    }

    private void answer(long given) {
        String text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
        length = 0;
        long number = number(text);
        if (number < 0) {
            wrong = "answered '" + shown(text) + "', which is not a number of lines";
        } else if (number < settled) {
            wrong = "answered " + number + " after " + settled;
        } else if (number > given) {
            wrong = "answered " + (number == TOO_MANY ? shown(text) : number) + " when it had been given " + given
                    + (given == 1 ? " line" : " lines");
        } else {
            settled = number;
        }
    }

    private static long number(String text) {
        long number = text.isEmpty() ? -1 : 0;
        for (int i = 0; i < text.length() && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number > (Long.MAX_VALUE - 9) / 10 ? TOO_MANY / 10 : number * 10 + digit;
        }
        return number >= TOO_MANY / 10 ? TOO_MANY : number;
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > SHOWN
                ? shown.append("...").toString()
                : shown.toString();
    }
}
