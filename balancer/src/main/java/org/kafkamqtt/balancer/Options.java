package org.kafkamqtt.balancer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The settings of one balancer as they were typed, read with a check; every complaint names balancer and setting. */
public final class Options {
    private final String balancer;
    private final Map<String, String> values;

    Options(String balancer, Map<String, String> values) {
        this.balancer = balancer;
        this.values = Map.copyOf(values);
    }

    /** The text of a setting, if it was given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The text of a setting that must be given. */
    public String required(String name) {
        return text(name).orElseThrow(() -> new BalancerException("balancer " + balancer + " needs " + name + "=..."));
    }

    /** A whole number within bounds. */
    public long number(String name, long fallback, long least, long most) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(name, text, "a whole number from " + least + " to " + most);
        }
        throw refused(name, text, "a whole number from " + least + " to " + most);
    }

    /** A number above a bound. */
    public double decimal(String name, double fallback, double above) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            double number = Double.parseDouble(text.strip());
            if (number > above && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(name, text, "a number above " + above);
        }
        throw refused(name, text, "a number above " + above);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        String text =
                values.getOrDefault(name, Boolean.toString(fallback)).strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw refused(name, text, "true or false");
        };
    }

    /** Numbers with commas between them, none of them negative, at least one above 0. */
    public double[] weights(String name) {
        String text = required(name);
        try {
            double[] weights = Arrays.stream(text.split(","))
                    .mapToDouble(weight -> Double.parseDouble(weight.strip()))
                    .toArray();
            if (Arrays.stream(weights).allMatch(w -> w >= 0 && Double.isFinite(w))
                    && Arrays.stream(weights).anyMatch(w -> w > 0)) {
                return weights;
            }
        } catch (NumberFormatException e) {
            throw refused(name, text, "weights such as 5,1,1");
        }
        throw refused(name, text, "weights such as 5,1,1");
    }

    /** One of a few words; the first is the default. */
    public String word(String name, List<String> words) {
        String text = values.getOrDefault(name, words.get(0));
        if (!words.contains(text)) {
            throw refused(name, text, "one of " + String.join(", ", words));
        }
        return text;
    }

    /** The seed of the randomness, if one was given. */
    OptionalLong seed() {
        return values.containsKey("seed")
                ? OptionalLong.of(number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE))
                : OptionalLong.empty();
    }

    RandomSource random() {
        return RandomSource.of(seed());
    }

    private BalancerException refused(String name, String text, String expected) {
        return new BalancerException(
                "option " + name + "=" + text + " of balancer " + balancer + " is not " + expected);
    }

    Map<String, String> all() {
        return values;
    }
}
