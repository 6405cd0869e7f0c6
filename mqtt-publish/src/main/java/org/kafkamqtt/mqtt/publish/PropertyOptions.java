package org.kafkamqtt.mqtt.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.options.PropertyValue;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import picocli.CommandLine.Option;

/** The properties that messages are given, as typed. */
final class PropertyOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("--content-type", "--response-topic", "--correlation", "--user-property", "--expiry");

    @Override
    public String heading() {
        return "Properties of messages (with -V 5; those of -J lines win)";
    }

    @Option(
            names = "--content-type",
            paramLabel = "TYPE",
            description = "say what the payload is, such as application/json")
    @Nullable
    String contentType;

    @Option(names = "--response-topic", paramLabel = "TOPIC", description = "ask for answers at this topic name")
    @Nullable
    String responseTopic;

    @Option(
            names = "--correlation",
            paramLabel = "TEXT",
            description = "ask for answers with this correlation data in them")
    @Nullable
    String correlation;

    @Option(
            names = "--user-property",
            paramLabel = "NAME=VALUE",
            description = "give messages this property of your own; repeatable")
    List<String> userProperties = new ArrayList<>();

    @Option(
            names = "--expiry",
            paramLabel = "DURATION",
            description =
                    "have the broker drop a message that has waited DURATION for its subscriber; a bare number is in"
                            + " seconds")
    @Nullable
    String expiry;

    /** The first of these options that was typed. */
    Optional<String> typed() {
        return Stream.of(
                        contentType == null ? null : "--content-type",
                        responseTopic == null ? null : "--response-topic",
                        correlation == null ? null : "--correlation",
                        userProperties.isEmpty() ? null : "--user-property",
                        expiry == null ? null : "--expiry")
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /**
     * What was typed, checked.
     *
     * @param others given by {@code -D}
     */
    Properties properties(Properties others) {
        Properties.Builder all = Properties.builder().all(others);
        add(all, others, "--content-type", Property.CONTENT_TYPE, contentType);
        add(all, others, "--response-topic", Property.RESPONSE_TOPIC, responseTopic);
        add(all, others, "--correlation", Property.CORRELATION_DATA, correlation);
        if (expiry != null) {
            refuseTwice(others, "--expiry", Property.MESSAGE_EXPIRY);
            all.add(PropertyValue.seconds("--expiry", Property.MESSAGE_EXPIRY, expiry));
        }
        userProperties.forEach(text -> all.add(PropertyValue.pair("--user-property", text)));
        return all.build();
    }

    private static void add(
            Properties.Builder all, Properties others, String option, Property property, @Nullable String value) {
        if (value != null) {
            refuseTwice(others, option, property);
            all.add(PropertyValue.of(option, property, value));
        }
    }

    private static void refuseTwice(Properties others, String option, Property property) {
        if (others.has(property)) {
            throw Failure.usage(option + " is given by -D publish as well: give one");
        }
    }
}
