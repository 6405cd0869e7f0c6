package org.kafkamqtt.mqtt.protocol.packet;

/** The kinds of control packets (MQTT 5.0 section 2.1.2). */
public enum PacketType {
    CONNECT(1),
    CONNACK(2),
    PUBLISH(3),
    PUBACK(4),
    PUBREC(5),
    PUBREL(6),
    PUBCOMP(7),
    SUBSCRIBE(8),
    SUBACK(9),
    UNSUBSCRIBE(10),
    UNSUBACK(11),
    PINGREQ(12),
    PINGRESP(13),
    DISCONNECT(14),
    AUTH(15);

    private static final PacketType[] ALL = values();

    private final int number;

    PacketType(int number) {
        this.number = number;
    }

    /** The number on the wire, 1 to 15. */
    public int number() {
        return number;
    }

    /** The kind with this number; 1 to 15 only. */
    public static PacketType of(int number) {
        return ALL[number - 1];
    }
}
