package org.kafkamqtt.mqtt.protocol.codec;

import java.util.List;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;

/** Properties as they are written (MQTT 5.0 section 2.2.2), in their order. */
final class PropertyWriter {
    private PropertyWriter() {}

    /** Puts out their length, then them. */
    static void write(Properties properties, Output out) {
        if (properties.isEmpty()) {
            out.oneByte(0);
            return;
        }
        Sum length = new Sum();
        entries(properties, length);
        out.variable(length.bytes());
        entries(properties, out);
    }

    private static void entries(Properties properties, Output out) {
        List<Properties.Entry> entries = properties.entries();
        for (int i = 0; i < entries.size(); i++) {
            one(entries.get(i), out);
        }
    }

    private static void one(Properties.Entry entry, Output out) {
        out.oneByte(entry.property().number());
        switch (entry.property().kind()) {
            case BYTE -> out.oneByte((int) number(entry));
            case TWO_BYTES -> out.twoBytes((int) number(entry));
            case FOUR_BYTES -> out.fourBytes(number(entry));
            case VARIABLE -> out.variable(number(entry));
            case TEXT -> out.text((String) entry.value());
            case BINARY -> {
                byte[] bytes = (byte[]) entry.value();
                out.binary(bytes, 0, bytes.length);
            }
            case PAIR -> {
                UserProperty user = (UserProperty) entry.value();
                out.text(user.name());
                out.text(user.value());
            }
        }
    }

    private static long number(Properties.Entry entry) {
        return (Long) entry.value();
    }
}
