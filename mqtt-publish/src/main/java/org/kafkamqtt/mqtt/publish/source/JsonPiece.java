package org.kafkamqtt.mqtt.publish.source;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kafkamqtt.console.json.Envelope;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.JsonLine;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.protocol.InvalidTopic;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * A piece is a JSON line in any form that {@link EnvelopeReader} knows.
 *
 * <p>A Kafka record goes to the topic name in its header {@code mqtt.topic}, else to its key if that is one; its value, or
 * nothing for a tombstone, is the payload. Properties of MQTT 5 are in {@code properties} of a message, and in headers of a record
 * ({@link HeaderProperties}). Not thread-safe; the publishing thread owns it.
 */
public final class JsonPiece implements PieceParser {
    private final JsonLine line = new JsonLine();

    @Override
    public Draft parse(byte[] piece) throws BadMessage {
        try {
            line.read(piece, 0, piece.length);
            Envelope envelope = line.envelope();
            byte[] value = envelope.value();
            return new Draft(
                    topic(envelope),
                    value == null ? new byte[0] : value,
                    qos(envelope),
                    retain(envelope),
                    envelope.timestamp(),
                    properties(envelope));
        } catch (MalformedLine e) {
            throw new BadMessage(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<TopicName> topic(Envelope envelope) throws BadMessage {
        if (envelope.origin() == Envelope.Origin.MQTT) {
            try {
                return envelope.topic().map(TopicName::new);
            } catch (InvalidTopic e) {
                throw new BadMessage(e.sentence());
            }
        }
        Optional<byte[]> header = header(envelope, Header.MQTT_TOPIC);
        if (header.isPresent()) {
            return Optional.of(PlainPiece.topic(header.get(), header.get().length));
        }
        byte[] key = envelope.key();
        return key != null && Utf8.isValid(key, 0, key.length)
                ? TopicName.from(new String(key, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static Optional<Qos> qos(Envelope envelope) throws BadMessage {
        if (envelope.qos().isPresent()) {
            return Optional.of(Qos.of(envelope.qos().getAsInt()));
        }
        Optional<String> header = text(envelope, Header.MQTT_QOS);
        if (header.isPresent() && !header.get().matches("[012]")) {
            throw new BadMessage("its header mqtt.qos is '" + header.get() + "', not 0, 1 or 2");
        }
        return header.map(Words::qos);
    }

    private static Optional<Boolean> retain(Envelope envelope) throws BadMessage {
        if (envelope.retain().isPresent()) {
            return envelope.retain();
        }
        Optional<String> header = text(envelope, Header.MQTT_RETAIN);
        if (header.isPresent() && !header.get().matches("true|false")) {
            throw new BadMessage("its header mqtt.retain is '" + header.get() + "', not true or false");
        }
        return header.map(Boolean::parseBoolean);
    }

    private static Properties properties(Envelope envelope) throws BadMessage {
        return HeaderProperties.of(envelope.properties().isEmpty() ? envelope.headers() : envelope.properties());
    }

    private static Optional<String> text(Envelope envelope, String name) {
        return header(envelope, name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> header(Envelope envelope, String name) {
        for (Header header : envelope.headers()) {
            if (header.key().equals(name) && header.value() != null) {
                return Optional.ofNullable(header.value());
            }
        }
        return Optional.empty();
    }
}
