package org.kafkamqtt.consumer.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A timestamp as text: ISO 8601 in UTC, {@code strftime[...]} or {@code java[...]}; a record without one is {@code -}. */
final class TimeFormat {
    private final DateTimeFormatter formatter;

    private TimeFormat(DateTimeFormatter formatter) {
        this.formatter = formatter;
    }

    /** Parses {@code ""}, {@code local}, {@code strftime[%F %T]}, {@code java[yyyy-MM-dd]}, or strftime letters alone. */
    static TimeFormat parse(String modifier, Refusal refusal) {
        try {
            return new TimeFormat(formatter(modifier, refusal));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw refusal.because("has a bad time format {" + modifier + "}: " + e.getMessage());
        }
    }

    private static DateTimeFormatter formatter(String modifier, Refusal refusal) {
        if (modifier.isEmpty()) {
            return pattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
        }
        if (modifier.equals("local")) {
            return pattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        }
        if (modifier.startsWith("java[") && modifier.endsWith("]")) {
            return pattern(modifier.substring("java[".length(), modifier.length() - 1));
        }
        if (modifier.startsWith("strftime[") && modifier.endsWith("]")) {
            return strftime(modifier.substring("strftime[".length(), modifier.length() - 1), refusal);
        }
        if (modifier.indexOf('%') >= 0) {
            return strftime(modifier, refusal);
        }
        throw refusal.because("has an unknown time modifier {" + modifier + "}: use local, strftime[...] or java[...]");
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
    }

    private static DateTimeFormatter strftime(String text, Refusal refusal) {
        StringBuilder pattern = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '%' && i + 1 < text.length() ? text.charAt(++i) : '%';
            if (c != '%' || next == '%') {
                literal.append(c);
            } else {
                pattern.append(quoted(literal)).append(letter(next, refusal));
                literal.setLength(0);
            }
        }
        return pattern(pattern.append(quoted(literal)).toString());
    }

    /** What is between two letters is quoted as a whole: adjacent quotes would read as an apostrophe. */
    private static String quoted(StringBuilder literal) {
        return literal.isEmpty() ? "" : "'" + literal.toString().replace("'", "''") + "'";
    }

    private static String letter(char letter, Refusal refusal) {
        return switch (letter) {
            case 'Y' -> "yyyy";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'H' -> "HH";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'f' -> "SSSSSS";
            case 'L' -> "SSS";
            case 'F' -> "yyyy-MM-dd";
            case 'T' -> "HH:mm:ss";
            case 'y' -> "yy";
            case 'j' -> "DDD";
            case 'a' -> "EEE";
            case 'b' -> "MMM";
            case 'z' -> "xx";
            case 'Z' -> "zzz";
            default -> throw refusal.because("has an unknown strftime letter %" + letter);
        };
    }

    String text(long millis) {
        return millis < 0 ? "-" : formatter.format(Instant.ofEpochMilli(millis));
    }
}
