package org.kafkamqtt.mqtt.wire;

import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/** Paho's options of one connection, with the wire it should use. Not thread-safe; the thread that makes the attempt fills it in. */
public final class WireOptions extends MqttConnectOptions {
    private final WireModule wire;

    /** Options that lead {@link WireFactory} to this wire. */
    public WireOptions(WireModule wire) {
        this.wire = wire;
    }

    WireModule wire() {
        return wire;
    }
}
