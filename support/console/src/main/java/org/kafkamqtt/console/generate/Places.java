package org.kafkamqtt.console.generate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;

/**
 * What the braces of a template may hold.
 *
 * <p>{@code i} (from 0), {@code i:START}, {@code uuid}, {@code now} (milliseconds), {@code now:iso}, {@code now:s},
 * {@code rand:LOW..HIGH} (whole numbers, or with decimals if a bound has some), {@code pick:A|B|C},
 * {@code normal:MEAN,DEVIATION}, {@code alpha:N} and {@code hex:N} (N random letters or digits).
 */
final class Places {
    private static final List<String> KNOWN = List.of("i", "uuid", "now", "rand", "pick", "normal", "alpha", "hex");
    private static final String NUMBER = "(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\.\\." + NUMBER);
    private static final Pattern PAIR = Pattern.compile(NUMBER + "\\s*,\\s*" + NUMBER);
    private static final byte[] LETTERS = "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 100_000_000;

    private final String text;
    private final int at;

    private Places(String text, int at) {
        this.text = text;
        this.at = at;
    }

    static Template.Piece parse(String text, int at, String inside) {
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        String argument = colon < 0 ? "" : inside.substring(colon + 1);
        return new Places(text, at).piece(name, argument);
    }

    private Template.Piece piece(String name, String argument) {
        return switch (name) {
            case "i" -> index(argument);
            case "uuid" -> (chance, out) -> out.add(uuid(chance));
            case "now" -> now(argument);
            case "rand" -> random(argument);
            case "pick" -> pick(argument);
            case "normal" -> normal(argument);
            case "alpha" -> characters(argument, LETTERS);
            case "hex" -> characters(argument, DIGITS);
            default ->
                throw refused("unknown ${" + name + "}: use " + String.join(", ", KNOWN)
                        + Nearest.to(name, KNOWN)
                                .map(near -> "; did you mean ${" + near + "}?")
                                .orElse(""));
        };
    }

    private Template.Piece index(String argument) {
        long start = argument.isEmpty() ? 0 : whole(argument, "${i:START}");
        return (chance, out) -> out.addNumber(start + chance.index());
    }

    /** A version 4 UUID of the seeded source. */
    private static String uuid(Chance chance) {
        long high = chance.bits() & 0xffffffffffff0fffL | 0x4000;
        long low = chance.bits() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private Template.Piece now(String argument) {
        return switch (argument) {
            case "", "ms" -> (chance, out) -> out.addNumber(chance.millis());
            case "s" -> (chance, out) -> out.addNumber(chance.millis() / 1000);
            case "iso" ->
                (chance, out) -> out.add(Instant.ofEpochMilli(chance.millis()).toString());
            default -> throw refused("unknown ${now:" + argument + "}: use ${now}, ${now:s} or ${now:iso}");
        };
    }

    private Template.Piece random(String argument) {
        Matcher range = RANGE.matcher(argument);
        if (!range.matches()) {
            throw refused("${rand:" + argument + "} is not ${rand:LOW..HIGH}, such as ${rand:1..100}");
        }
        int decimals = Math.max(decimals(range.group(1)), decimals(range.group(2)));
        double low = Double.parseDouble(range.group(1));
        double high = Double.parseDouble(range.group(2));
        if (low > high) {
            throw refused("${rand:" + argument + "} has its bounds the wrong way round");
        }
        if (decimals == 0) {
            long from = Long.parseLong(range.group(1));
            long to = Long.parseLong(range.group(2));
            return (chance, out) -> out.addNumber(chance.between(from, to));
        }
        String form = "%." + decimals + "f";
        return (chance, out) -> out.add(String.format(Locale.ROOT, form, chance.between(low, high)));
    }

    private static int decimals(String number) {
        int point = number.indexOf('.');
        return point < 0 ? 0 : number.length() - point - 1;
    }

    private Template.Piece pick(String argument) {
        if (argument.isEmpty()) {
            throw refused("${pick:} has nothing to pick from");
        }
        byte[][] choices = Stream.of(argument.split("\\|", -1))
                .map(choice -> choice.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return (chance, out) -> out.add(choices[(int) chance.between(0, choices.length - 1)]);
    }

    private Template.Piece normal(String argument) {
        Matcher pair = PAIR.matcher(argument);
        if (!pair.matches()) {
            throw refused("${normal:" + argument + "} is not ${normal:MEAN,DEVIATION}, such as ${normal:20,2}");
        }
        double mean = Double.parseDouble(pair.group(1));
        double deviation = Double.parseDouble(pair.group(2));
        return (chance, out) -> out.add(String.format(Locale.ROOT, "%.2f", mean + deviation * chance.normal()));
    }

    private Template.Piece characters(String argument, byte[] alphabet) {
        long count = whole(argument, "${alpha:N} or ${hex:N}");
        if (count < 0 || count > LONGEST) {
            throw refused(count + " is too many characters");
        }
        return (chance, out) -> {
            for (long i = 0; i < count; i++) {
                out.addByte(alphabet[(int) chance.between(0, alphabet.length - 1)]);
            }
        };
    }

    private long whole(String argument, String form) {
        if (!argument.matches("-?[0-9]{1,18}")) {
            throw refused("'" + argument + "' is not a whole number for " + form);
        }
        return Long.parseLong(argument);
    }

    private Failure refused(String clause) {
        return Failure.usage("template '" + text + "', character " + (at + 1) + ": " + clause);
    }
}
