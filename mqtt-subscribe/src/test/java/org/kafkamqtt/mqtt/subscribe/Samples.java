package org.kafkamqtt.mqtt.subscribe;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** Messages for tests, and what a format makes of them. */
public final class Samples {
    private Samples() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    public static Arrival arrival(String topic, byte[] payload, int qos, boolean retained, int id) {
        return new Arrival(
                new Message(topic, payload, Qos.of(qos), retained, false, id, 1), 1_588_799_520L, 123_456_789, "");
    }

    public static Arrival arrival(String topic, String payload) {
        return arrival(topic, bytes(payload), 0, false, 0);
    }

    public static String written(LineFormat format, Arrival message) {
        Bytes out = new Bytes();
        format.write(message, out);
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }
}
