package org.kafkamqtt.mqtt.five;

import org.kafkamqtt.mqtt.protocol.packet.Packet;

/** Takes the packets that a session sends over one connection, in order. Never blocks; the lock of the session guards it. */
interface Outgoing {
    /** Its number, from 1. */
    long epoch();

    /** Sends a packet. */
    void send(Packet packet);

    /** Sends a PUBLISH of QoS 0; {@link ClientSession#written} or {@link ClientSession#torn} tells what became of it, in order. */
    void sendOnce(Packet publish);
}
