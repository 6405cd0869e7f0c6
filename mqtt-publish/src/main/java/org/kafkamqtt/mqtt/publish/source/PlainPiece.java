package org.kafkamqtt.mqtt.publish.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.mqtt.protocol.InvalidTopic;
import org.kafkamqtt.mqtt.protocol.TopicName;

/** A piece is a payload, or a topic name, a separator and a payload. */
public final class PlainPiece implements PieceParser {
    private final byte[] separator;
    private final PayloadCode code;

    /**
     * @param separator between topic name and payload; empty if there is no topic name
     */
    public PlainPiece(byte[] separator, PayloadCode code) {
        this.separator = separator;
        this.code = code;
    }

    @Override
    public Draft parse(byte[] piece) throws BadMessage {
        if (separator.length == 0) {
            return Draft.of(code.payload(piece));
        }
        int end = find(piece);
        if (end < 0) {
            throw new BadMessage("has no separator between topic name and payload");
        }
        byte[] payload = Arrays.copyOfRange(piece, end + separator.length, piece.length);
        return Draft.of(topic(piece, end), code.payload(payload));
    }

    static TopicName topic(byte[] utf8, int length) throws BadMessage {
        if (!Utf8.isValid(utf8, 0, length)) {
            throw new BadMessage("its topic name is not UTF-8");
        }
        try {
            return new TopicName(new String(utf8, 0, length, StandardCharsets.UTF_8));
        } catch (InvalidTopic e) {
            throw new BadMessage(e.sentence());
        }
    }

    private int find(byte[] piece) {
        for (int i = 0; i + separator.length <= piece.length; i++) {
            if (Arrays.equals(piece, i, i + separator.length, separator, 0, separator.length)) {
                return i;
            }
        }
        return -1;
    }
}
