package org.kafkamqtt.mqtt.publish.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.PropertyHeaders;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;

/**
 * The properties of MQTT 5 that headers of a record keep ({@link PropertyHeaders}), in the order of the headers.
 *
 * <p>Of two that MQTT allows once the last counts, as in mqtt-broker; a header without a value keeps nothing.
 */
final class HeaderProperties {
    private HeaderProperties() {}

    /**
     * Those of these headers; other headers do not matter.
     *
     * @throws BadMessage if MQTT cannot carry one of them
     */
    static Properties of(List<Header> headers) throws BadMessage {
        Properties.Builder found = null;
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            byte[] value = header.value();
            if (value != null && PropertyHeaders.keeps(header.key())) {
                check(header);
                if (!comesAgain(headers, i)) {
                    found = found == null ? Properties.builder() : found;
                    found.add(entry(header.key(), value));
                }
            }
        }
        return found == null ? Properties.NONE : found.build();
    }

    private static void check(Header header) throws BadMessage {
        Optional<String> fault = PropertyHeaders.fault(header);
        if (fault.isPresent()) {
            throw new BadMessage("its header " + header.key() + " " + fault.get());
        }
    }

    private static boolean comesAgain(List<Header> headers, int place) {
        String name = headers.get(place).key();
        return !name.startsWith(Header.MQTT_USER)
                && headers.subList(place + 1, headers.size()).stream()
                        .anyMatch(later -> later.key().equals(name) && later.value() != null);
    }

    private static Properties.Entry entry(String name, byte[] value) {
        Property property =
                switch (name) {
                    case Header.MQTT_EXPIRY -> Property.MESSAGE_EXPIRY;
                    case Header.MQTT_FORMAT -> Property.PAYLOAD_FORMAT;
                    case Header.MQTT_CONTENT_TYPE -> Property.CONTENT_TYPE;
                    case Header.MQTT_RESPONSE_TOPIC -> Property.RESPONSE_TOPIC;
                    case Header.MQTT_CORRELATION -> Property.CORRELATION_DATA;
                    default -> Property.USER_PROPERTY;
                };
        return new Properties.Entry(property, held(property, name, value));
    }

    private static Object held(Property property, String name, byte[] value) {
        return switch (property.kind()) {
            case BYTE, FOUR_BYTES -> Long.valueOf(new String(value, UTF_8));
            case BINARY -> value;
            case PAIR -> new UserProperty(name.substring(Header.MQTT_USER.length()), new String(value, UTF_8));
            default -> new String(value, UTF_8);
        };
    }
}
