package org.kafkamqtt.mqtt.publish.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.JsonLine;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.console.json.RecordJson;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.MessageJson;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.publish.Samples;

/** Properties of MQTT 5 that go out as JSON lines, of messages or of records, come in again as they were. */
class PropertiesRoundTest {
    private static final String RECORD = "{\"topic\":\"k\",\"partition\":0,\"offset\":1,\"key\":\"a\",\"value\":\"x\"";
    private static final String MESSAGE =
            "{\"tst\":\"2026-01-01T00:00:00Z\",\"topic\":\"a\",\"qos\":1,\"payload\":\"x\"";

    private static Properties read(String line) throws BadMessage {
        return new JsonPiece().parse(Samples.bytes(line)).properties();
    }

    private static byte[] line(Properties properties) {
        Bytes out = new Bytes();
        Message message = new Message("a", new byte[] {'x'}, Qos.AT_LEAST_ONCE, false, false, 7, properties, 1);
        new MessageJson(ZoneId.of("UTC")).add(out, Instant.EPOCH, message);
        return out.toArray();
    }

    /** The line of the record that kafka-producer makes of the line of a message, as kafka-consumer writes it. */
    private static byte[] asRecord(byte[] message) throws MalformedLine {
        JsonLine line = new JsonLine();
        line.read(message, 0, message.length);
        Bytes out = new Bytes().add(RECORD);
        RecordJson.addHeaders(out, line.properties());
        return out.add('}').toArray();
    }

    private static String text(Random random) {
        String some = "ab:{}[]\",\\/\u0001\u007f\u00e9\u20ac\ufdd0\ud83d\ude00 =+#";
        int[] letters = random.ints(random.nextInt(6), 0, some.codePointCount(0, some.length()))
                .map(at -> some.codePointAt(some.offsetByCodePoints(0, at)))
                .toArray();
        return new String(letters, 0, letters.length);
    }

    private static byte[] data(Random random) {
        byte[] data = new byte[random.nextInt(9)];
        random.nextBytes(data);
        return random.nextBoolean() ? data : text(random).getBytes(UTF_8);
    }

    private static List<Properties> some(Random random) {
        Properties.Builder users = Properties.builder();
        for (int i = random.nextInt(5); i > 0; i--) {
            users.user(text(random), text(random));
        }
        List<Properties> all = List.of(
                Properties.builder()
                        .number(Property.PAYLOAD_FORMAT, random.nextInt(2))
                        .build(),
                Properties.builder()
                        .number(Property.MESSAGE_EXPIRY, random.nextLong(0x1_0000_0000L))
                        .build(),
                Properties.builder().text(Property.CONTENT_TYPE, text(random)).build(),
                Properties.builder()
                        .text(
                                Property.RESPONSE_TOPIC,
                                "r/" + text(random).replace('+', '-').replace('#', '-'))
                        .build(),
                Properties.builder()
                        .bytes(Property.CORRELATION_DATA, data(random))
                        .build(),
                users.build());
        List<Properties> some = new ArrayList<>(all);
        some.removeIf(each -> random.nextInt(3) == 0);
        Collections.shuffle(some, random);
        return some;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatever_they_are_they_come_back_from_a_message_and_from_a_record(int seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Properties.Builder all = Properties.builder();
            some(random).forEach(all::all);
            Properties properties = all.build();
            byte[] line = line(properties);
            assertEquals(properties, new JsonPiece().parse(line).properties(), () -> new String(line, UTF_8));
            assertEquals(properties, new JsonPiece().parse(asRecord(line)).properties());
        }
    }

    @Test
    void subscription_identifiers_and_topic_alias_stay_behind() throws BadMessage {
        Properties.Builder sent = Properties.builder().number(Property.TOPIC_ALIAS, 3);
        sent.number(Property.SUBSCRIPTION_IDENTIFIER, 7).number(Property.SUBSCRIPTION_IDENTIFIER, 8);
        assertSame(Properties.NONE, new JsonPiece().parse(line(sent.build())).properties());
    }

    /** As mosquitto_sub 2.0.11 wrote it. */
    @Test
    void a_line_of_mosquitto_gives_all_user_properties() throws BadMessage {
        Properties expected = Properties.builder()
                .user("k", "v")
                .user("k", "v2")
                .user("a", "sp ace")
                .text(Property.CONTENT_TYPE, "text/plain")
                .text(Property.RESPONSE_TOPIC, "r/t")
                .bytes(Property.CORRELATION_DATA, Samples.bytes("abc"))
                .number(Property.PAYLOAD_FORMAT, 1)
                .number(Property.MESSAGE_EXPIRY, 300)
                .build();
        assertEquals(
                expected,
                read("{\"tst\":\"2026-11-27T00:18:21.569328Z+0000\",\"topic\":\"a/1\",\"qos\":0,\"retain\":0,"
                        + "\"payloadlen\":5,\"properties\":{\"subscription-identifier\":7,"
                        + "\"user-properties\":{\"k\":\"v\",\"k\":\"v2\",\"a\":\"sp ace\"},\"content-type\":\"text/plain\","
                        + "\"response-topic\":\"r/t\",\"correlation-data\":\"abc\",\"payload-format-indicator\":1,"
                        + "\"message-expiry-interval\":300},\"payload\":\"hello\"}"));
    }

    @Test
    void of_headers_for_one_property_the_last_with_a_value_counts() throws BadMessage {
        Bytes line = new Bytes().add(RECORD);
        RecordJson.addHeaders(
                line,
                List.of(
                        new Header("mqtt.content-type", Samples.bytes("a")),
                        new Header("mqtt.user.n", Samples.bytes("1")),
                        new Header("mqtt.content-type", Samples.bytes("b")),
                        new Header("mqtt.content-type", null),
                        new Header("mqtt.from", Samples.bytes("1/2/3")),
                        new Header("trace", Samples.bytes("t"))));
        assertEquals(
                Properties.builder()
                        .user("n", "1")
                        .text(Property.CONTENT_TYPE, "b")
                        .build(),
                new JsonPiece().parse(line.add('}').toArray()).properties());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload-format-indicator\":2} | payload-format-indicator is '2', not 0 or 1",
                "{\"payload-format-indicator\":\"1\"} | payload-format-indicator is not a whole number",
                "{\"message-expiry-interval\":-1} | message-expiry-interval is '-1', not a number of seconds up to 4294967295",
                "{\"message-expiry-interval\":4294967296} | message-expiry-interval is '4294967296', not a number of seconds up to 4294967295",
                "{\"content-type\":null} | content-type is not a string",
                "{\"content-type\":\"a\\u0000\"} | content-type holds a NUL, which MQTT does not allow",
                "{\"content-type\":\"a\",\"content-type\":\"b\"} | holds content-type twice",
                "{\"response-topic\":\"a/#\"} | response-topic is 'a/#', not a topic name",
                "{\"response-topic\":\"\"} | response-topic is '', not a topic name",
                "{\"correlation-data\":\"a\",\"correlation-data_b64\":\"YQ==\"} | holds correlation-data_b64 twice",
                "{\"correlation-data_b64\":\"*\"} | correlation-data_b64 is not base64",
                "{\"user-properties\":\"a\"} | user-properties is neither an array nor an object",
                "{\"user-properties\":[\"a\",\"b\"]} | user-properties holds what is not an object",
                "{\"user-properties\":{\"a\":null}} | user property 'a' has no value",
                "{\"contentType\":\"a\"} | unknown member 'contentType' in properties"
            })
    void what_mqtt_cannot_carry_is_a_bad_message(String properties, String why) {
        String line = MESSAGE + ",\"properties\":" + properties + "}";
        assertEquals(why, assertThrows(BadMessage.class, () -> read(line)).why());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt.format | 2 | its header mqtt.format is '2', not 0 or 1",
                "mqtt.expiry | 1s | its header mqtt.expiry is '1s', not a number of seconds up to 4294967295",
                "mqtt.response-topic | a/+ | its header mqtt.response-topic is 'a/+', not a topic name"
            })
    void a_header_that_mqtt_cannot_carry_is_a_bad_message(String name, String value, String why) {
        String line = RECORD + ",\"headers\":[{\"key\":\"" + name + "\",\"value\":\"" + value + "\"}]}";
        assertEquals(why, assertThrows(BadMessage.class, () -> read(line)).why());
    }

    @Test
    void a_record_may_have_any_member_of_that_name() throws BadMessage {
        assertSame(Properties.NONE, read(RECORD + ",\"properties\":{\"content-type\":7}}"));
        assertSame(Properties.NONE, read(MESSAGE + ",\"properties\":null}"));
        assertSame(Properties.NONE, read(MESSAGE + ",\"properties\":{}}"));
    }

    @Test
    void those_of_a_line_go_before_those_of_the_command_line_and_user_properties_add_up() throws BadMessage {
        Properties typed = Properties.builder()
                .text(Property.CONTENT_TYPE, "typed")
                .user("n", "typed")
                .number(Property.PAYLOAD_FORMAT, 1)
                .build();
        MessageDefaults defaults = new MessageDefaults(List.of(), Qos.AT_MOST_ONCE, false, false, typed);
        Draft line = new JsonPiece()
                .parse(Samples.bytes(
                        MESSAGE + ",\"properties\":{\"content-type\":\"own\",\"user-properties\":{\"n\":\"own\"}}}"));
        Properties both = Properties.builder()
                .user("n", "typed")
                .number(Property.PAYLOAD_FORMAT, 1)
                .text(Property.CONTENT_TYPE, "own")
                .user("n", "own")
                .build();
        assertEquals(both, defaults.propertiesOf(line));
        assertSame(typed, defaults.propertiesOf(line.withoutProperties()));
    }
}
