package org.kafkamqtt.mqtt.broker.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;

/**
 * A message as a Kafka record: the value is the payload, byte for byte (an empty payload is an empty value, never null), the timestamp
 * its own, and the rest stands in headers.
 *
 * <table>
 * <caption>Headers, in this order</caption>
 * <tr><td>{@code mqtt.topic}</td><td>topic name, only where the key of the record is another</td></tr>
 * <tr><td>{@code mqtt.qos}</td><td>{@code 0}, {@code 1} or {@code 2}; always, as the bridge by pipe writes it, so that consumers see one
 * form; a record without it is QoS 1</td></tr>
 * <tr><td>{@code mqtt.retain}</td><td>{@code true}; left out if not retained</td></tr>
 * <tr><td>{@code mqtt.expiry}</td><td>seconds after the record's timestamp, decimal; left out for ever</td></tr>
 * <tr><td>{@code mqtt.format}</td><td>payload format indicator, {@code 0} or {@code 1}</td></tr>
 * <tr><td>{@code mqtt.content-type}, {@code mqtt.response-topic}</td><td>as they are</td></tr>
 * <tr><td>{@code mqtt.correlation}</td><td>correlation data, raw bytes</td></tr>
 * <tr><td>{@code mqtt.user.NAME}</td><td>each user property, in order</td></tr>
 * <tr><td>{@code mqtt.from}</td><td>{@code LIFE/CONNECTION/IDENTIFIER}, decimal, where the origin is known</td></tr>
 * </table>
 *
 * <p>What comes back is read by {@link RecordView}: by it, too, are records of anybody else, and what makes no sense in their headers is
 * ignored.
 */
public final class RecordForm {
    /**
     * The header of a record that is no message, but shuts a producer out of the partition; its value is the producer ID, in decimal.
     */
    public static final String FENCE = "mqtt.fence";

    static final String FROM = "mqtt.from";

    private static final Header RETAINED = text(Header.MQTT_RETAIN, "true");
    private static final Header[] QOS = {
        text(Header.MQTT_QOS, "0"), text(Header.MQTT_QOS, "1"), text(Header.MQTT_QOS, "2")
    };
    /** Of messages without anything else; they need no objects of their own. */
    private static final List<List<Header>> PLAIN = List.of(List.of(QOS[0]), List.of(QOS[1]), List.of(QOS[2]));

    private RecordForm() {}

    /**
     * The headers of a message.
     *
     * @param named whether the topic name must be among them, since the key is another
     * @return not to be changed
     */
    public static List<Header> headers(Message message, boolean named) {
        Header qos = QOS[message.qos().level()];
        if (!named
                && !message.retain()
                && message.expiry() < 0
                && message.properties().isEmpty()
                && message.origin() == null) {
            return PLAIN.get(message.qos().level());
        }
        List<Header> headers = new ArrayList<>();
        if (named) {
            headers.add(text(Header.MQTT_TOPIC, message.topic()));
        }
        headers.add(qos);
        if (message.retain()) {
            headers.add(RETAINED);
        }
        if (message.expiry() >= 0) {
            headers.add(text(Header.MQTT_EXPIRY, Long.toString(message.expiry())));
        }
        addProperties(headers, message.properties());
        Origin origin = message.origin();
        if (origin != null) {
            headers.add(text(FROM, origin.life() + "/" + origin.connection() + "/" + origin.identifier()));
        }
        return headers;
    }

    private static void addProperties(List<Header> headers, Properties properties) {
        if (properties.isEmpty()) {
            return;
        }
        properties
                .number(Property.PAYLOAD_FORMAT)
                .ifPresent(format -> headers.add(text(Header.MQTT_FORMAT, Long.toString(format))));
        String type = properties.text(Property.CONTENT_TYPE);
        if (type != null) {
            headers.add(text(Header.MQTT_CONTENT_TYPE, type));
        }
        String response = properties.text(Property.RESPONSE_TOPIC);
        if (response != null) {
            headers.add(text(Header.MQTT_RESPONSE_TOPIC, response));
        }
        byte[] correlation = properties.bytes(Property.CORRELATION_DATA);
        if (correlation != null) {
            headers.add(new Header(Header.MQTT_CORRELATION, correlation));
        }
        for (UserProperty user : properties.user()) {
            headers.add(text(Header.MQTT_USER + user.name(), user.value()));
        }
    }

    private static Header text(String name, String value) {
        return new Header(name, value.getBytes(UTF_8));
    }

    /**
     * The message that a record is; any is one.
     *
     * @param topic its topic name, found already
     * @param value null is an empty payload; kept, not copied
     * @param timestamp milliseconds since 1970, -1 for none
     */
    public static Message message(String topic, byte @Nullable [] value, List<Header> headers, long timestamp) {
        RecordView view = new RecordView();
        for (Header header : headers) {
            byte[] name = header.key().getBytes(UTF_8);
            byte[] bytes = header.value();
            view.header(name, 0, name.length, bytes == null ? name : bytes, 0, bytes == null ? -1 : bytes.length);
        }
        return view.message(topic, value == null ? Payload.EMPTY : Payload.of(value), timestamp);
    }

    /** The quality that a header says; null if it says none. */
    static @Nullable Qos qos(byte[] values, int at, int length) {
        return length == 1 && values[at] >= '0' && values[at] <= '2' ? Qos.of(values[at] - '0') : null;
    }
}
