package org.kafkamqtt.producer.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.JsonLine;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/**
 * A JSON line of any tool that writes Kafka records or MQTT messages.
 *
 * <p>An MQTT message becomes a record whose key is the topic name; QoS, retain, the properties of MQTT 5 and the mark by which its
 * repeats are recognised travel as headers.
 */
public final class JsonRecord implements PieceParser {
    private static final List<Header> QOS =
            List.of(header(Header.MQTT_QOS, "0"), header(Header.MQTT_QOS, "1"), header(Header.MQTT_QOS, "2"));
    private static final Header RETAINED = header(Header.MQTT_RETAIN, "true");
    private static final Header NOT_RETAINED = header(Header.MQTT_RETAIN, "false");

    private final JsonLine line = new JsonLine();
    private String lastName = "";
    private Header lastTopic = header(Header.MQTT_TOPIC, "");

    @Override
    public void parse(byte[] bytes, int offset, int length, Draft draft) throws BadRecord {
        try {
            line.read(bytes, offset, length);
        } catch (MalformedLine e) {
            throw new BadRecord(e.clause());
        }
        fill(draft);
    }

    @Override
    public boolean blank(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private void fill(Draft draft) {
        draft.lendValue(line.value());
        draft.timestamp = line.timestamp() == JsonLine.NONE ? Draft.NOW : line.timestamp();
        draft.addHeaders(line.headers());
        if (line.fromMqtt()) {
            fillFromMqtt(draft);
            return;
        }
        draft.lendKey(line.key());
        String topic = line.topic();
        draft.topic = topic == null ? "" : topic;
        draft.partition = line.partition() == JsonLine.NONE ? Draft.ANY_PARTITION : line.partition();
    }

    private void fillFromMqtt(Draft draft) {
        String name = line.topic();
        if (name != null) {
            Header topic = topic(name);
            draft.setKey(topic.value());
            draft.headers.add(topic);
        }
        if (line.qos() != JsonLine.NONE) {
            draft.headers.add(QOS.get(line.qos()));
        }
        Boolean retain = line.retain();
        if (retain != null) {
            draft.headers.add(retain ? RETAINED : NOT_RETAINED);
        }
        draft.addHeaders(line.properties());
        String delivery = line.delivery();
        if (delivery != null) {
            draft.headers.add(header(Header.MQTT_DELIVERY, delivery));
        }
    }

    /** The header with this topic name, which many messages share. */
    private Header topic(String name) {
        if (!name.equals(lastName)) {
            lastName = name;
            lastTopic = header(Header.MQTT_TOPIC, name);
        }
        return lastTopic;
    }

    private static Header header(String key, String value) {
        return new Header(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
