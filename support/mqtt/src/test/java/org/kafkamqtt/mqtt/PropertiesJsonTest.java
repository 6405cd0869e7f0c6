package org.kafkamqtt.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** {@link PropertiesJson} and {@link MessageJson}. Where a line is said to be mosquitto's, mosquitto_sub 2.0.11 wrote it with -V 5 -F %j. */
class PropertiesJsonTest {
    private static String written(Properties.Builder properties) {
        Bytes out = new Bytes().add('{');
        new PropertiesJson(false).add(out, properties.build());
        return new String(out.toArray(), UTF_8).substring(1);
    }

    /** mosquitto's, but that it wrote {@code "user-properties":{"k":"v","k":"v2","a":"sp ace"}}, of which most readers lose a part. */
    @Test
    void has_the_names_of_mosquitto_in_the_order_of_the_packet() {
        assertEquals(
                ",\"properties\":{\"subscription-identifier\":7,"
                        + "\"user-properties\":[{\"k\":\"v\"},{\"k\":\"v2\"},{\"a\":\"sp ace\"}],\"content-type\":\"text/plain\","
                        + "\"response-topic\":\"r/t\",\"correlation-data\":\"abc\",\"payload-format-indicator\":1,"
                        + "\"message-expiry-interval\":300}",
                written(Properties.builder()
                        .number(Property.SUBSCRIPTION_IDENTIFIER, 7)
                        .user("k", "v")
                        .text(Property.CONTENT_TYPE, "text/plain")
                        .text(Property.RESPONSE_TOPIC, "r/t")
                        .bytes(Property.CORRELATION_DATA, "abc".getBytes(UTF_8))
                        .number(Property.PAYLOAD_FORMAT, 1)
                        .number(Property.MESSAGE_EXPIRY, 300)
                        .user("k", "v2")
                        .user("a", "sp ace")));
    }

    /** mosquitto's. */
    @Test
    void user_properties_with_names_of_their_own_are_one_object() {
        assertEquals(
                ",\"properties\":{\"correlation-data\":\"\",\"user-properties\":{\"\":\"\"}}",
                written(Properties.builder()
                        .bytes(Property.CORRELATION_DATA, new byte[0])
                        .user("", "")));
    }

    @Test
    void correlation_data_that_are_no_text_are_base64_under_a_name_of_their_own() {
        assertEquals(
                ",\"properties\":{\"correlation-data_b64\":\"AP8=\"}",
                written(Properties.builder().bytes(Property.CORRELATION_DATA, new byte[] {0, (byte) 0xff})));
        assertEquals(
                ",\"properties\":{\"correlation-data\":\"a\\u0000\"}",
                written(Properties.builder().bytes(Property.CORRELATION_DATA, new byte[] {'a', 0})));
    }

    @Test
    void several_subscription_identifiers_are_an_array() {
        assertEquals(
                ",\"properties\":{\"subscription-identifier\":[7,9],\"topic-alias\":3}",
                written(Properties.builder()
                        .number(Property.SUBSCRIPTION_IDENTIFIER, 7)
                        .number(Property.TOPIC_ALIAS, 3)
                        .number(Property.SUBSCRIPTION_IDENTIFIER, 9)));
    }

    @Test
    void a_message_that_was_not_published_is_kept_with_its_properties() {
        Properties properties =
                Properties.builder().text(Property.CONTENT_TYPE, "x").build();
        Publication message =
                new Publication(1, new TopicName("a"), new byte[0], Qos.AT_LEAST_ONCE, true, Mark.START, properties);
        Bytes out = new Bytes();
        new MessageJson(ZoneId.of("UTC")).add(out, Instant.EPOCH, message);
        assertEquals(
                "{\"tst\":\"1970-01-01T00:00:00.000000+0000\",\"topic\":\"a\",\"qos\":1,\"retain\":1,\"payloadlen\":0,"
                        + "\"properties\":{\"content-type\":\"x\"},\"payload\":null}",
                new String(out.toArray(), UTF_8));
    }
}
