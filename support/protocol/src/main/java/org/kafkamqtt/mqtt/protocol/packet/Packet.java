package org.kafkamqtt.mqtt.protocol.packet;

/** A control packet of MQTT. */
public sealed interface Packet
        permits Connect,
                Connack,
                Publish,
                Acknowledgement,
                Subscribe,
                Suback,
                Unsubscribe,
                Unsuback,
                Pingreq,
                Pingresp,
                Disconnect,
                Auth {
    /** Its kind. */
    PacketType type();
}
