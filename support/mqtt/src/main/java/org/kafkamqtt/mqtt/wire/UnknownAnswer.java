package org.kafkamqtt.mqtt.wire;

import java.io.IOException;

/** A CONNACK with a code that MQTT 3.1.1 does not define; Paho would take some of them for its own codes. */
public final class UnknownAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    UnknownAnswer(int code) {
        super("CONNACK with code " + code);
        this.code = code;
    }

    /** 6 to 255. */
    public int code() {
        return code;
    }
}
