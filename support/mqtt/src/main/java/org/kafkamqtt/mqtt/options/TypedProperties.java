package org.kafkamqtt.mqtt.options;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kafkamqtt.console.SeveralWords;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Properties.Entry;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** What all {@code -D} of a command line come to: for each command its properties, checked, in the order of the line. Immutable. */
final class TypedProperties {
    private final Map<PropertyCommand, Properties> all;

    private TypedProperties(Map<PropertyCommand, Properties> all) {
        this.all = all;
    }

    /**
     * Reads all {@code -D}.
     *
     * @param given the words of each, joined
     * @throws Failure status 2 for a command, property or value that MQTT 5 does not have, and for what may not repeat
     */
    static TypedProperties of(List<String> given) {
        Map<PropertyCommand, List<Entry>> entries = new EnumMap<>(PropertyCommand.class);
        for (String value : given) {
            List<String> words = SeveralWords.words(value);
            PropertyCommand command = command(words.get(0));
            add(entries.computeIfAbsent(command, none -> new ArrayList<>()), command, words);
        }
        Map<PropertyCommand, Properties> all = new EnumMap<>(PropertyCommand.class);
        entries.forEach((command, typed) -> all.put(command, properties(typed)));
        return new TypedProperties(all);
    }

    private static Properties properties(List<Entry> entries) {
        Properties.Builder builder = Properties.builder();
        entries.forEach(builder::add);
        return builder.build();
    }

    private static PropertyCommand command(String word) {
        return PropertyCommand.named(word)
                .orElseThrow(() -> Failure.usage("-D '" + word
                        + "': MQTT 5 lets a client give properties to connect, publish, will, subscribe, unsubscribe and"
                        + " disconnect"));
    }

    private static void add(List<Entry> before, PropertyCommand command, List<String> words) {
        String name = words.get(1);
        Property property = PropertyName.property(name)
                .orElseThrow(() -> Failure.usage("-D " + command + " '" + name + "': MQTT 5 has no such property"
                        + Nearest.suggestion(name, command.propertyNames())));
        String typed = "-D " + command + " " + PropertyName.of(property);
        if (!command.has(property)) {
            throw Failure.usage(typed + ": in MQTT 5 a client may give " + command + " only "
                    + String.join(", ", command.propertyNames()));
        }
        if (property == Property.USER_PROPERTY) {
            before.add(PropertyValue.user(typed, words.get(2), words.get(3)));
            return;
        }
        if (before.stream().anyMatch(entry -> entry.property() == property)) {
            throw Failure.usage(typed + " is given twice: only user-property repeats");
        }
        before.add(PropertyValue.of(typed, property, words.get(2)));
    }

    /** The properties of a command, perhaps none. */
    Properties of(PropertyCommand command) {
        return all.getOrDefault(command, Properties.NONE);
    }
}
