package org.kafkamqtt.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is to be done to one Kafka node.
 *
 * @param node from 1
 */
record NodeOrder(Deed deed, int node) {
    private static final Pattern FORM = Pattern.compile("([a-z]+)\\s+([1-9])");

    /** The deeds, by the words that are typed. */
    enum Deed {
        /** Ends it at once. */
        KILL("KILL"),
        /** Ends it after it has handed over what it leads. */
        STOP("TERM"),
        PAUSE("STOP"),
        RESUME("CONT"),
        /** Starts it again. */
        START("");

        private final String signal;

        Deed(String signal) {
            this.signal = signal;
        }

        /** The signal that does it; empty for a start. */
        Optional<String> signal() {
            return Optional.of(signal).filter(name -> !name.isEmpty());
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a line such as {@code kill 2}.
     *
     * @param nodes how many there are
     * @throws IllegalArgumentException with a sentence for the user if it is not an order to one of them
     */
    static NodeOrder of(String line, int nodes) {
        Matcher matcher = FORM.matcher(line.strip());
        Optional<Deed> deed = matcher.matches()
                ? Arrays.stream(Deed.values())
                        .filter(each -> each.word().equals(matcher.group(1)))
                        .findFirst()
                : Optional.empty();
        if (deed.isEmpty()) {
            throw new IllegalArgumentException("'" + line.strip() + "' is not an order: use " + words()
                    + ", followed by the number of a node, such as kill 2");
        }
        int node = Integer.parseInt(matcher.group(2));
        if (node > nodes) {
            throw new IllegalArgumentException("there is no node " + node + ": there are " + nodes);
        }
        return new NodeOrder(deed.get(), node);
    }

    private static String words() {
        return Arrays.stream(Deed.values()).map(Deed::word).collect(Collectors.joining(", "));
    }
}
