package org.kafkamqtt.mqtt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;

/**
 * Writes the properties of a message as the member {@code properties} of its JSON object, with the names of {@code mosquitto_sub -F %j}
 * and in their order on the wire, so that nothing is lost.
 *
 * <p>User properties stand where the first of them does: as one object, as mosquitto_sub 2.0 writes them, while no name repeats; else as
 * an array of objects with one member, as 2.1 does. Correlation data that is not UTF-8 is in {@code correlation-data_b64} instead of
 * {@code correlation-data}. Several subscription identifiers are an array.
 *
 * <p>Immutable.
 */
public final class PropertiesJson {
    private final boolean pretty;

    /**
     * For one kind of JSON object.
     *
     * @param pretty whether its members stand on lines of their own
     */
    public PropertiesJson(boolean pretty) {
        this.pretty = pretty;
    }

    /** Adds a comma and the member; for properties that are not empty. */
    public void add(Bytes out, Properties properties) {
        out.add(',');
        name(out, 1, "properties").add('{');
        Set<Property> written = new HashSet<>();
        for (Properties.Entry entry : properties.entries()) {
            if (written.add(entry.property())) {
                add(out, entry, properties);
            }
        }
        indent(out, 1).add('}');
    }

    private void add(Bytes out, Properties.Entry entry, Properties all) {
        switch (entry.property()) {
            case PAYLOAD_FORMAT -> member(out, "payload-format-indicator").addNumber((Long) entry.value());
            case MESSAGE_EXPIRY -> member(out, "message-expiry-interval").addNumber((Long) entry.value());
            case CONTENT_TYPE -> member(out, "content-type").addJson((String) entry.value());
            case RESPONSE_TOPIC -> member(out, "response-topic").addJson((String) entry.value());
            case CORRELATION_DATA -> correlation(out, (byte[]) entry.value());
            case SUBSCRIPTION_IDENTIFIER ->
                identifiers(member(out, "subscription-identifier"), all.numbers(Property.SUBSCRIPTION_IDENTIFIER));
            case TOPIC_ALIAS -> member(out, "topic-alias").addNumber((Long) entry.value());
            case USER_PROPERTY -> users(member(out, "user-properties"), all.user());
            default -> {
                // no property of a message
            }
        }
    }

    private void correlation(Bytes out, byte[] data) {
        if (Utf8.isValid(data, 0, data.length)) {
            member(out, "correlation-data").addJson(data, 0, data.length);
        } else {
            member(out, "correlation-data_b64").add('"').addBase64(data).add('"');
        }
    }

    private static void identifiers(Bytes out, long[] numbers) {
        if (numbers.length == 1) {
            out.addNumber(numbers[0]);
            return;
        }
        out.add('[');
        for (long number : numbers) {
            comma(out).addNumber(number);
        }
        out.add(']');
    }

    private void users(Bytes out, List<UserProperty> users) {
        boolean repeated = repeats(users);
        out.add(repeated ? '[' : '{');
        for (UserProperty user : users) {
            indent(comma(out), 3);
            out.add(repeated ? "{" : "").addJson(user.name()).add(pretty ? ":\t" : ":");
            out.addJson(user.value()).add(repeated ? "}" : "");
        }
        indent(out, 2).add(repeated ? ']' : '}');
    }

    private static boolean repeats(List<UserProperty> users) {
        Set<String> names = new HashSet<>();
        for (UserProperty user : users) {
            if (!names.add(user.name())) {
                return true;
            }
        }
        return false;
    }

    private Bytes member(Bytes out, String name) {
        return name(comma(out), 2, name);
    }

    private Bytes name(Bytes out, int depth, String name) {
        return indent(out, depth).add('"').add(name).add(pretty ? "\":\t" : "\":");
    }

    /** Adds a comma unless an object or array has just begun. */
    private static Bytes comma(Bytes out) {
        byte last = out.array()[out.size() - 1];
        return last == '{' || last == '[' ? out : out.add(',');
    }

    private Bytes indent(Bytes out, int depth) {
        return pretty ? out.add('\n').add("\t".repeat(depth)) : out;
    }
}
