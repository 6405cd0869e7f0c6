package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.console.Bytes;

/** How one message looks in the output; used by one thread at a time. */
@FunctionalInterface
interface LineFormat {
    void write(Arrival message, Bytes out);

    /** This and then the other. */
    default LineFormat then(LineFormat next) {
        return (message, out) -> {
            write(message, out);
            next.write(message, out);
        };
    }

    /** The same bytes for every message. */
    static LineFormat constant(byte... bytes) {
        return (message, out) -> out.add(bytes);
    }
}
