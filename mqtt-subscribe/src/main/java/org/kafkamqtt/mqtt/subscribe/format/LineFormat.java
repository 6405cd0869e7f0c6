package org.kafkamqtt.mqtt.subscribe.format;

import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** How one message looks in the output; used by one thread at a time. */
@FunctionalInterface
public interface LineFormat {
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
