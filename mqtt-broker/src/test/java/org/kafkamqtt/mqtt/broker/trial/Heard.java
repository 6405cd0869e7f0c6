package org.kafkamqtt.mqtt.broker.trial;

import java.util.HexFormat;

/** What a client hears when it listens for a while. */
public sealed interface Heard {
    /** One whole packet. */
    @SuppressWarnings("ArrayRecordComponent") // compared by no one
    record Bytes(byte[] packet) implements Heard {
        @Override
        public String toString() {
            return HexFormat.of().formatHex(packet);
        }
    }

    /** The broker has closed the connection, and all that it sent before was heard. */
    record Closed() implements Heard {
        @Override
        public String toString() {
            return "closed";
        }
    }

    /** Nothing within the limit. */
    record Silence() implements Heard {
        @Override
        public String toString() {
            return "silence";
        }
    }
}
