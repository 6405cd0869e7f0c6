package org.kafkamqtt.mqtt.publish.source;

import java.util.Optional;
import java.util.OptionalLong;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * A message as its source has it; what the source leaves open is filled in from the command line.
 *
 * @param topic if the source names one
 * @param payload its bytes
 * @param qos if the source knows
 * @param retain if the source knows
 * @param timestamp when it was first sent, in milliseconds since 1970, if the source knows
 * @param properties of MQTT 5 that the source names; none if it names none
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Draft(
        Optional<TopicName> topic,
        byte[] payload,
        Optional<Qos> qos,
        Optional<Boolean> retain,
        OptionalLong timestamp,
        Properties properties) {
    /** The largest remaining length of a packet (MQTT 3.1.1 section 2.2.3). */
    public static final int LARGEST_PACKET = 268_435_455;

    /**
     * Checks that it fits into a packet: the topic has at most 65,535 bytes and its length 2, the packet identifier another 2.
     */
    public void checkFits(TopicName to) throws BadMessage {
        if (payload.length > LARGEST_PACKET - 4 - to.text().length() * 3L) {
            throw new BadMessage("is larger than MQTT allows (256 MB)");
        }
    }

    /** One without properties. */
    public Draft(
            Optional<TopicName> topic,
            byte[] payload,
            Optional<Qos> qos,
            Optional<Boolean> retain,
            OptionalLong timestamp) {
        this(topic, payload, qos, retain, timestamp, Properties.NONE);
    }

    /** The same without properties. */
    Draft withoutProperties() {
        return new Draft(topic, payload, qos, retain, timestamp);
    }

    /** Bytes alone. */
    static Draft of(byte[] payload) {
        return new Draft(Optional.empty(), payload, Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /** Bytes for a topic. */
    static Draft of(TopicName topic, byte[] payload) {
        return new Draft(Optional.of(topic), payload, Optional.empty(), Optional.empty(), OptionalLong.empty());
    }
}
