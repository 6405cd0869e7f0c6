package org.kafkamqtt.producer;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.producer.source.ReaderProperties;
import picocli.CommandLine.Option;

/** How lines are read, in kafka-console-producer's terms, as typed. */
final class ReaderOptions {
    final List<String> oldNames = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();

    @Option(
            names = "--reader-property",
            paramLabel = "NAME=VALUE",
            description =
                    "set a reader property; as in kafka-console-producer: parse.key, key.separator, parse.headers,"
                            + " headers.delimiter, headers.separator, headers.key.separator, null.marker, ignore.error;"
                            + " repeatable")
    void readerProperty(String property) {
        properties.add(property);
    }

    @Option(names = "--property", hidden = true)
    void property(String property) {
        oldNames.add("--property is now --reader-property");
        properties.add(property);
    }

    boolean given() {
        return !properties.isEmpty();
    }

    ReaderProperties properties() {
        return ReaderProperties.parse(properties);
    }
}
