package org.kafkamqtt.mqtt.wire;

import java.io.IOException;

/** The broker sent a packet that MQTT does not allow; the message describes it, such as {@code a PUBLISH of QoS 3}. */
public final class MalformedPacket extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedPacket(String what) {
        super(what);
    }
}
