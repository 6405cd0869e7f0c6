package org.kafkamqtt.mqtt.subscribe.format;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The letters of strftime in the C locale (POSIX.1-2017, with GNU's {@code %k %l %P %s}), after an {@code @}. */
final class TimeLetter {
    private TimeLetter() {}

    /** What the letter writes of a moment; empty if there is no such letter. */
    static Optional<Function<ZonedDateTime, String>> of(char letter) {
        return switch (letter) {
            case 'n' -> Optional.of(time -> "\n");
            case 't' -> Optional.of(time -> "\t");
            case 's' -> Optional.of(time -> Long.toString(time.toEpochSecond()));
            case 'C' -> Optional.of(time -> twoDigits(Math.floorDiv(time.getYear(), 100)));
            case 'P' -> Optional.of(time -> time.getHour() < 12 ? "am" : "pm");
            case 'w' -> Optional.of(time -> Integer.toString(time.getDayOfWeek().getValue() % 7));
            case 'u' -> Optional.of(time -> Integer.toString(time.getDayOfWeek().getValue()));
            case 'U' ->
                Optional.of(time -> twoDigits(week(time, time.getDayOfWeek().getValue() % 7)));
            case 'W' ->
                Optional.of(time -> twoDigits(week(time, time.getDayOfWeek().getValue() - 1)));
            case 'V' -> Optional.of(time -> twoDigits(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
            case 'G' -> Optional.of(time -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR)));
            case 'g' -> Optional.of(time -> twoDigits(Math.floorMod(time.get(IsoFields.WEEK_BASED_YEAR), 100)));
            default -> pattern(letter).map(TimeLetter::formatter);
        };
    }

    private static Function<ZonedDateTime, String> formatter(String pattern) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.US);
        return formatter::format;
    }

    private static Optional<String> pattern(char letter) {
        return Optional.ofNullable(
                switch (letter) {
                    case 'a' -> "EEE";
                    case 'A' -> "EEEE";
                    case 'b', 'h' -> "MMM";
                    case 'B' -> "MMMM";
                    case 'c' -> "EEE MMM ppd HH:mm:ss uuuu";
                    case 'd' -> "dd";
                    case 'D', 'x' -> "MM/dd/uu";
                    case 'e' -> "ppd";
                    case 'F' -> "uuuu-MM-dd";
                    case 'H' -> "HH";
                    case 'I' -> "hh";
                    case 'j' -> "DDD";
                    case 'k' -> "ppH";
                    case 'l' -> "pph";
                    case 'm' -> "MM";
                    case 'M' -> "mm";
                    case 'p' -> "a";
                    case 'r' -> "hh:mm:ss a";
                    case 'R' -> "HH:mm";
                    case 'S' -> "ss";
                    case 'T', 'X' -> "HH:mm:ss";
                    case 'y' -> "uu";
                    case 'Y' -> "uuuu";
                    case 'z' -> "xx";
                    case 'Z' -> "zzz";
                    default -> null;
                });
    }

    /** The week of the year; the days before its first full week are in week 0. */
    private static int week(ZonedDateTime time, int daysSinceWeekBegan) {
        return (time.get(ChronoField.DAY_OF_YEAR) + 6 - daysSinceWeekBegan) / 7;
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
