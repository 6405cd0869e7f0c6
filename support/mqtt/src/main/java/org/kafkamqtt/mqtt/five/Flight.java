package org.kafkamqtt.mqtt.five;

import org.kafkamqtt.mqtt.Publication;

/** A publication of QoS 1 or 2 without a fate. Not thread-safe; the lock of the session guards it. */
final class Flight {
    /** How far it is. */
    enum Stage {
        /** It has no packet identifier in this session yet. */
        WAITING,
        /** Its PUBLISH is sent, or is to be sent again. */
        PUBLISHED,
        /** The broker has it: its PUBREL is sent, or is to be sent again. */
        RELEASED,
        /** The broker had no room for it; it is sent again later. */
        DEFERRED
    }

    final Publication publication;
    Stage stage = Stage.WAITING;
    /** 0 if it has none. */
    int packetId;
    /** The packet identifier under which the file of the session has it, 0 if it is not there. */
    int storedAs;
    /** Whether the broker may have seen its PUBLISH in this session. */
    boolean seen;
    /** Whether it takes room of the broker's receive maximum on this connection. */
    boolean counted;
    /** Whether nobody has subscribed to its topic, as PUBREC says. */
    boolean unheard;
    /** When the broker had no room for it for the first time, in nanoseconds, and how often that was. */
    long deferredSince;

    int deferrals;
    /** When to send it again. */
    long due;

    Flight(Publication publication) {
        this.publication = publication;
    }
}
