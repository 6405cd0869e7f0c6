package org.kafkamqtt.console.help;

import java.util.List;
import java.util.Locale;

/**
 * Options under one heading.
 *
 * @param heading a word or two, perhaps more in brackets
 * @param entries in the order of the help
 */
public record Section(String heading, List<Entry> entries) {
    /** Copies the entries. */
    public Section {
        entries = List.copyOf(entries);
    }

    /** Its name in {@code --help=TOPIC}, such as {@code tls} for {@code TLS and SASL}. */
    public String topic() {
        return heading.toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "");
    }
}
