package org.kafkamqtt.mqtt.subscribe.format;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.mqtt.PropertiesJson;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * A message as a JSON object with mosquitto_sub's names in its order, valid whatever the payload is.
 *
 * <p>A payload that is not UTF-8 is in {@code payload_b64} instead of {@code payload}; an empty one is null, as in
 * mosquitto_sub. A payload that should be JSON but is not is written as a string. Not thread-safe.
 */
public final class JsonLine implements LineFormat {
    private final ArrivalTime time;
    private final boolean payloadIsJson;
    private final boolean pretty;
    private final PropertiesJson properties;
    private String keptTopic = "";
    private byte[] keptJson = "\"\"".getBytes(StandardCharsets.US_ASCII);

    public JsonLine(ArrivalTime time, boolean payloadIsJson, boolean pretty) {
        this.time = time;
        this.payloadIsJson = payloadIsJson;
        this.pretty = pretty;
        this.properties = new PropertiesJson(pretty);
    }

    @Override
    public void write(Arrival message, Bytes out) {
        out.add('{');
        name("tst", false, out).add('"');
        time.addMicros(message, out);
        out.add('"');
        name("topic", true, out).add(topic(message.topic()));
        name("qos", true, out).addNumber(message.qos());
        name("retain", true, out).add(message.retained() ? "1" : "0");
        name("payloadlen", true, out).addNumber(message.payload().length);
        if (message.qos() > 0) {
            name("mid", true, out).addNumber(message.messageId());
        }
        if (!message.delivery().isEmpty()) {
            name("delivery", true, out).add('"').add(message.delivery()).add('"');
        }
        if (!message.properties().isEmpty()) {
            properties.add(out, message.properties());
        }
        payload(message.payload(), out);
        out.add(pretty ? "\n}" : "}");
    }

    private Bytes name(String name, boolean more, Bytes out) {
        if (more) {
            out.add(',');
        }
        return out.add(pretty ? "\n\t\"" : "\"").add(name).add(pretty ? "\":\t" : "\":");
    }

    private void payload(byte[] payload, Bytes out) {
        if (payload.length == 0) {
            name("payload", true, out).addJsonNull();
        } else if (!Utf8.isValid(payload, 0, payload.length)) {
            name("payload_b64", true, out).add('"').addBase64(payload).add('"');
        } else {
            name("payload", true, out);
            if (!payloadIsJson || !CompactJson.addCompact(payload, out)) {
                out.addJson(payload, 0, payload.length);
            }
        }
    }

    private byte[] topic(String topic) {
        if (!Objects.equals(topic, keptTopic)) {
            keptJson = new Bytes(topic.length() + 2).addJson(topic).toArray();
            keptTopic = topic;
        }
        return keptJson;
    }
}
