package org.kafkamqtt.mqtt.five;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** A connection that takes note of what is sent over it. */
final class Spoken implements Outgoing {
    private final long epoch;
    private final List<Packet> packets = new ArrayList<>();

    Spoken(long epoch) {
        this.epoch = epoch;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public void send(Packet packet) {
        packets.add(packet);
    }

    @Override
    public void sendOnce(Packet publish) {
        packets.add(publish);
    }

    /** What was sent since the last call. */
    List<Packet> packets() {
        List<Packet> sent = List.copyOf(packets);
        packets.clear();
        return sent;
    }

    /** The same in short, such as {@code PUBLISH 1 q1 t dup}. */
    List<String> words() {
        return packets().stream().map(Spoken::word).toList();
    }

    private static String word(Packet packet) {
        if (packet instanceof Publish publish) {
            long alias = publish.properties().number(Property.TOPIC_ALIAS, 0);
            return "PUBLISH " + publish.packetId() + " q" + publish.qos().level() + " '" + publish.topic() + "'"
                    + (alias == 0 ? "" : " alias " + alias) + (publish.duplicate() ? " dup" : "");
        }
        if (packet instanceof Acknowledgement answer) {
            return answer.type() + " " + answer.packetId()
                    + (answer.reason().code() == 0 ? "" : " " + answer.reason().code());
        }
        return packet.type().toString();
    }
}
