package org.kafkamqtt.mqtt;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * Writes a message as one JSON object, with names and order as in {@code mosquitto_sub -F %j} (mosquitto 2.0,
 * sub_client_output.c): {@code tst, topic, qos, retain, payloadlen, mid, properties, payload}; bytes that are not UTF-8 are in
 * {@code payload_b64} instead of {@code payload}, and an empty payload is {@code null}, as in mqtt-subscribe.
 *
 * <p>Not thread-safe.
 */
public final class MessageJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxx", Locale.ROOT);

    private final ZoneId zone;
    private final PropertiesJson propertiesJson = new PropertiesJson(false);

    /** Writes times with the offset of this zone. */
    public MessageJson(ZoneId zone) {
        this.zone = zone;
    }

    /** Adds the object, without a line end. */
    public void add(Bytes out, Instant arrived, Message message) {
        add(
                out,
                arrived,
                message.topic(),
                message.payload(),
                message.qos(),
                message.retain(),
                message.packetId(),
                message.properties());
    }

    /** Adds the object of a message that is to be published, without a line end. */
    public void add(Bytes out, Instant when, Publication message) {
        add(
                out,
                when,
                message.topic().text(),
                message.payload(),
                message.qos(),
                message.retain(),
                0,
                message.properties());
    }

    /** Adds the object; a packet identifier of 0 is left out. */
    private void add(
            Bytes out,
            Instant when,
            String topic,
            byte[] payload,
            Qos qos,
            boolean retain,
            int packetId,
            Properties properties) {
        out.add("{\"tst\":\"").add(TIME.format(ZonedDateTime.ofInstant(when, zone)));
        out.add("\",\"topic\":").addJson(topic);
        out.add(",\"qos\":").addNumber(qos.level()).add(",\"retain\":").add(retain ? "1" : "0");
        out.add(",\"payloadlen\":").addNumber(payload.length);
        if (packetId != 0) {
            out.add(",\"mid\":").addNumber(packetId);
        }
        if (!properties.isEmpty()) {
            propertiesJson.add(out, properties);
        }
        if (payload.length == 0) {
            out.add(",\"payload\":null");
        } else if (Utf8.isValid(payload, 0, payload.length)) {
            out.add(",\"payload\":").addJson(payload, 0, payload.length);
        } else {
            out.add(",\"payload_b64\":\"").addBase64(payload).add('"');
        }
        out.add('}');
    }
}
