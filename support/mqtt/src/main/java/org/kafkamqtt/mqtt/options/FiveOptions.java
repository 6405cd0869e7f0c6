package org.kafkamqtt.mqtt.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.FiveSettings;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Properties.Entry;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import picocli.CommandLine.Option;

/** What only MQTT 5 has for connections, as typed. Not thread-safe; picocli fills it in on the main thread. */
final class FiveOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of().always("-D", "-x", "--receive-maximum", "--max-packet-size");

    /** Those of CONNECT that have components of their own in {@link FiveSettings}. */
    private static final List<Property> APART = List.of(
            Property.SESSION_EXPIRY,
            Property.RECEIVE_MAXIMUM,
            Property.MAXIMUM_PACKET_SIZE,
            Property.TOPIC_ALIAS_MAXIMUM);

    @Override
    public String heading() {
        return "MQTT 5 (with -V 5)";
    }

    @Option(
            names = {"-D", "--property"},
            paramLabel = "COMMAND PROPERTY VALUE",
            converter = PropertyWords.class,
            description = "give COMMAND this property; COMMAND is connect, publish, will, subscribe, unsubscribe or"
                    + " disconnect; user-property takes NAME VALUE and repeats; speaks MQTT 5 even without -V 5")
    List<String> properties = new ArrayList<>();

    @Option(
            names = {"-x", "--session-expiry-interval"},
            paramLabel = "DURATION",
            description = "have the broker keep the session for DURATION after the connection; -1: for ever, needs -i"
                    + " (default: 0; with -c: -1)")
    @Nullable
    String sessionExpiry;

    @Option(
            names = "--receive-maximum",
            paramLabel = "N",
            description = "let the broker send N messages of QoS 1 and 2 before it waits for acknowledgements"
                    + " (default: 20)")
    @Nullable
    String receiveMaximum;

    @Option(
            names = "--max-packet-size",
            paramLabel = "SIZE",
            description = "let the broker send no packet larger than SIZE; it drops such messages (default: no limit)")
    @Nullable
    String maximumPacketSize;

    /** The first of these options that was typed. */
    Optional<String> typed() {
        return Stream.of(
                        properties.isEmpty() ? null : "-D",
                        sessionExpiry == null ? null : "-x",
                        receiveMaximum == null ? null : "--receive-maximum",
                        maximumPacketSize == null ? null : "--max-packet-size")
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    TypedProperties properties() {
        return TypedProperties.of(properties);
    }

    /**
     * The settings.
     *
     * @param keepSession whether the session is to be kept, for ever unless {@code -x} says otherwise
     * @param named whether the user gave a client identifier, so that a session can be found again
     */
    FiveSettings settings(boolean keepSession, boolean named) {
        TypedProperties typed = properties();
        Properties connect = typed.of(PropertyCommand.CONNECT);
        Properties disconnect = typed.of(PropertyCommand.DISCONNECT);
        long expiry =
                once("-x", expiry(), connect, Property.SESSION_EXPIRY).orElse(keepSession ? FiveSettings.FOREVER : 0);
        if (expiry == FiveSettings.FOREVER && !named) {
            throw Failure.usage("a session that is kept for ever needs -i: it belongs to a client identifier");
        }
        if (expiry == 0 && disconnect.number(Property.SESSION_EXPIRY, 0) != 0) {
            throw Failure.usage(
                    "-D disconnect session-expiry-interval needs -x: what is not kept cannot be kept longer");
        }
        if (connect.has(Property.AUTHENTICATION_DATA) && !connect.has(Property.AUTHENTICATION_METHOD)) {
            throw Failure.usage("-D connect authentication-data needs authentication-method");
        }
        return new FiveSettings(
                expiry,
                (int) once("--receive-maximum", receiveMaximum(), connect, Property.RECEIVE_MAXIMUM)
                        .orElse(ConnectionOptions.RECEIVE_MAXIMUM),
                once("--max-packet-size", maximumPacketSize(), connect, Property.MAXIMUM_PACKET_SIZE)
                        .orElse(0),
                (int) connect.number(Property.TOPIC_ALIAS_MAXIMUM, 0),
                without(connect),
                typed.of(PropertyCommand.SUBSCRIBE),
                typed.of(PropertyCommand.UNSUBSCRIBE),
                disconnect);
    }

    /** What was typed in one of two ways. */
    private static OptionalLong once(String option, OptionalLong typed, Properties connect, Property property) {
        if (typed.isPresent() && connect.has(property)) {
            throw Failure.usage(option + " and -D connect " + PropertyName.of(property) + " are the same: give one");
        }
        return typed.isPresent() ? typed : connect.number(property);
    }

    private static Properties without(Properties connect) {
        Properties.Builder rest = Properties.builder();
        connect.entries().stream()
                .filter(entry -> !APART.contains(entry.property()))
                .forEach(rest::add);
        return rest.build();
    }

    private OptionalLong expiry() {
        if (sessionExpiry == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                switch (sessionExpiry) {
                    case "-1", "\u221e" -> FiveSettings.FOREVER;
                    default -> PropertyValue.seconds("-x", sessionExpiry);
                });
    }

    private OptionalLong receiveMaximum() {
        if (receiveMaximum == null) {
            return OptionalLong.empty();
        }
        Entry number = PropertyValue.of("--receive-maximum", Property.RECEIVE_MAXIMUM, receiveMaximum);
        return OptionalLong.of((Long) number.value());
    }

    private OptionalLong maximumPacketSize() {
        if (maximumPacketSize == null) {
            return OptionalLong.empty();
        }
        String bytes = Long.toString(Quantity.bytes(maximumPacketSize));
        Entry number = PropertyValue.of("--max-packet-size", Property.MAXIMUM_PACKET_SIZE, bytes);
        return OptionalLong.of((Long) number.value());
    }
}
