package org.kafkamqtt.producer.source;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.json.Envelope;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/**
 * A JSON line of any tool that writes Kafka records or MQTT messages.
 *
 * <p>An MQTT message becomes a record whose key is the topic name; QoS, retain and the mark by which its repeats are
 * recognised travel as headers.
 */
public final class JsonRecord implements PieceParser {
    private final EnvelopeReader reader = new EnvelopeReader();

    @Override
    public void parse(byte[] bytes, int offset, int length, Draft draft) throws BadRecord {
        try {
            fill(draft, reader.read(bytes, offset, length));
        } catch (MalformedLine e) {
            throw new BadRecord(e.clause());
        }
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

    private static void fill(Draft draft, Envelope line) {
        draft.setValue(line.value());
        draft.timestamp = line.timestamp().orElse(Draft.NOW);
        draft.headers.addAll(line.headers());
        if (line.origin() == Envelope.Origin.MQTT) {
            fromMqtt(draft, line);
            return;
        }
        draft.setKey(line.key());
        draft.topic = line.topic().orElse("");
        draft.partition = line.partition().orElse(Draft.ANY_PARTITION);
    }

    private static void fromMqtt(Draft draft, Envelope line) {
        line.topic().ifPresent(name -> {
            draft.setKey(name.getBytes(StandardCharsets.UTF_8));
            draft.headers.add(header(Header.MQTT_TOPIC, name));
        });
        line.qos().ifPresent(qos -> draft.headers.add(header(Header.MQTT_QOS, Integer.toString(qos))));
        line.retain().ifPresent(retain -> draft.headers.add(header(Header.MQTT_RETAIN, Boolean.toString(retain))));
        line.delivery().ifPresent(delivery -> draft.headers.add(header(Header.MQTT_DELIVERY, delivery)));
    }

    private static Header header(String key, String value) {
        return new Header(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
