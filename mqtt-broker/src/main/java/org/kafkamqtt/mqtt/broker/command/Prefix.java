package org.kafkamqtt.mqtt.broker.command;

import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;

/** The beginning of the names of a broker's own topics. */
final class Prefix {
    /** With the longest of the words that follow it, a name of 249 characters at most. */
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,240}");

    private Prefix() {}

    /** @throws Failure status 2 if it is no beginning of the name of a topic */
    static String checked(String prefix) {
        if (!LEGAL.matcher(prefix).matches()) {
            throw Failure.usage("--prefix '" + prefix
                    + "' is not the beginning of a Kafka topic's name: up to 240 letters, digits, '.', '_' and '-'");
        }
        if (prefix.startsWith("__")) {
            throw Failure.usage(
                    "--prefix '" + prefix + "' begins with __, as Kafka's own topics do: choose another one");
        }
        return prefix;
    }
}
