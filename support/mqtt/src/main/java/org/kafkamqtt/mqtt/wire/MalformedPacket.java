package org.kafkamqtt.mqtt.wire;

import java.io.IOException;

/** What the broker sent is no packet that MQTT 3.1.1 allows; its words say what it was instead, such as {@code a PUBLISH of QoS 3}. */
public final class MalformedPacket extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedPacket(String what) {
        super(what);
    }
}
