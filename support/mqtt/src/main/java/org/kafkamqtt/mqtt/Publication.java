package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * A message to be published.
 *
 * @param sequence the publisher's own number for it, by which its fate is reported; unique on a connection and rising, from 0;
 *     what an earlier process left in flight has {@link #restoredSequence}
 * @param topic to publish to
 * @param payload its bytes, perhaps none; not copied, so do not change them
 * @param qos quality of service
 * @param retain whether the broker is to keep it for later subscribers; with no bytes: to forget what it kept
 * @param mark how far its source has been read, this one included, for the file of a kept session
 * @param properties of PUBLISH as the user gave them; MQTT 5 alone sends them
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Publication(
        long sequence, TopicName topic, byte[] payload, Qos qos, boolean retain, Mark mark, Properties properties) {

    /** One whose source is not remembered. */
    public Publication(long sequence, TopicName topic, byte[] payload, Qos qos, boolean retain) {
        this(sequence, topic, payload, qos, retain, Mark.START);
    }

    /** One without properties. */
    public Publication(long sequence, TopicName topic, byte[] payload, Qos qos, boolean retain, Mark mark) {
        this(sequence, topic, payload, qos, retain, mark, Properties.NONE);
    }

    /** The sequence of what an earlier process left in flight under this packet identifier; no publisher gives it. */
    public static long restoredSequence(long packetId) {
        return -packetId;
    }

    /** Whether an earlier process left it in flight. */
    public boolean restored() {
        return sequence < 0;
    }

    /** The packet identifier under which an earlier process left it in flight; only if it is {@link #restored}. */
    public long restoredPacketId() {
        return -sequence;
    }
}
