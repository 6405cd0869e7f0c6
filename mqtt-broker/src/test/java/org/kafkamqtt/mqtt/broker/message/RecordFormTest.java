package org.kafkamqtt.mqtt.broker.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

class RecordFormTest {
    private static final byte[] VALUE = "21.5".getBytes(UTF_8);
    private static final long TIME = 1_700_000_000_000L;
    private static final Properties ALL = Properties.builder()
            .number(Property.PAYLOAD_FORMAT, 1)
            .text(Property.CONTENT_TYPE, "text/plain")
            .text(Property.RESPONSE_TOPIC, "answers/7")
            .bytes(Property.CORRELATION_DATA, new byte[] {0, -1})
            .user("b", "2")
            .user("a", "\u00e9")
            .user("b", "")
            .build();
    private static final Message FULL =
            new Message("a/b", Payload.of(VALUE), Qos.EXACTLY_ONCE, true, ALL, TIME, 60, new Origin(4_000, 12, 65_535));

    private static Message plain(Qos qos) {
        return new Message("a/b", Payload.of(VALUE), qos, false, Properties.NONE, TIME, -1, null);
    }

    private static String words(List<Header> headers) {
        return headers.stream()
                .map(header -> header.key() + "=" + (header.value() == null ? "" : new String(header.value(), UTF_8)))
                .collect(Collectors.joining(" "));
    }

    private static Header header(String name, @Nullable String value) {
        return new Header(name, value == null ? null : value.getBytes(UTF_8));
    }

    private static Message read(Header... headers) {
        return RecordForm.message("a/b", VALUE, List.of(headers), TIME);
    }

    @ParameterizedTest
    @EnumSource(Qos.class)
    void a_plain_message_has_its_quality_as_the_only_header_and_comes_back(Qos qos) {
        List<Header> headers = RecordForm.headers(plain(qos), false);
        assertEquals("mqtt.qos=" + qos.level(), words(headers));
        assertEquals(plain(qos), RecordForm.message("a/b", VALUE, headers, TIME));
        assertSame(headers, RecordForm.headers(plain(qos), false));
    }

    @Test
    void a_full_message_has_all_headers_in_order_and_comes_back() {
        List<Header> headers = RecordForm.headers(FULL, true);
        assertEquals(
                "mqtt.topic=a/b mqtt.qos=2 mqtt.retain=true mqtt.expiry=60 mqtt.format=1 mqtt.content-type=text/plain"
                        + " mqtt.response-topic=answers/7 mqtt.correlation=\0\ufffd mqtt.user.b=2 mqtt.user.a=\u00e9"
                        + " mqtt.user.b= mqtt.from=4000/12/65535",
                words(headers));
        assertEquals(FULL, RecordForm.message("a/b", VALUE, headers, TIME));
    }

    @Test
    void the_bridge_by_pipe_writes_properties_as_this_broker_does() throws MalformedLine {
        byte[] line =
                """
                {"topic":"a/b","qos":2,"retain":1,"properties":{"message-expiry-interval":60,\
                "payload-format-indicator":1,"content-type":"text/plain","response-topic":"answers/7",\
                "correlation-data_b64":"AP8=","user-properties":[{"b":"2"},{"a":"\u00e9"},{"b":""}]},"payload":"x"}"""
                        .getBytes(UTF_8);
        List<Header> headers = new EnvelopeReader().read(line, 0, line.length).properties();
        List<Header> own = RecordForm.headers(FULL, false);
        assertEquals(own.subList(2, own.size() - 1), headers);
        assertEquals(ALL, RecordForm.message("a/b", VALUE, headers, TIME).properties());
    }

    @Test
    void a_message_comes_back_from_a_record_that_is_looked_at_where_it_lies() {
        List<Header> headers = RecordForm.headers(FULL, true);
        RecordView view = new RecordView().of(new LogRecord().headers(() -> headers));
        assertEquals(FULL, view.message("a/b", Payload.of(VALUE), TIME));
        assertEquals("a/b", new String(view.topicArray(), view.topicAt(), view.topicLength(), UTF_8));
    }

    @Test
    void a_look_forgets_what_the_record_before_it_said() {
        List<Header> headers = RecordForm.headers(FULL, true);
        RecordView view = new RecordView().of(new LogRecord().headers(() -> headers));
        view.of(new LogRecord());
        assertEquals(plain(Qos.AT_LEAST_ONCE), view.message("a/b", Payload.of(VALUE), TIME));
        assertEquals(-1, view.topicLength());
    }

    @Test
    void a_record_without_headers_is_of_quality_1_and_not_retained() {
        assertEquals(plain(Qos.AT_LEAST_ONCE), read());
    }

    @Test
    void a_null_value_is_an_empty_payload() {
        assertEquals(
                Payload.EMPTY, RecordForm.message("a/b", null, List.of(), TIME).payload());
    }

    @Test
    void an_expiry_of_zero_seconds_is_not_for_ever() {
        Message message = new Message("a", Payload.EMPTY, Qos.AT_MOST_ONCE, false, Properties.NONE, TIME, 0, null);
        List<Header> headers = RecordForm.headers(message, false);
        assertEquals("mqtt.qos=0 mqtt.expiry=0", words(headers));
        assertTrue(RecordForm.message("a", VALUE, headers, TIME).expired(TIME));
    }

    @Test
    void a_record_without_a_time_does_not_expire() {
        assertEquals(
                -1,
                RecordForm.message("a", VALUE, List.of(header("mqtt.expiry", "1")), -1)
                        .expiry());
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.qos, 3",
        "mqtt.qos, 11",
        "mqtt.qos, ''",
        "mqtt.qos,",
        "mqtt.retain, TRUE",
        "mqtt.retain, 1",
        "mqtt.expiry, -1",
        "mqtt.expiry, 4294967296",
        "mqtt.expiry, 99999999999999999999",
        "mqtt.expiry, 1s",
        "mqtt.expiry, ''",
        "mqtt.format, 2",
        "mqtt.format, 5",
        "mqtt.content-type,",
        "mqtt.response-topic, a/+",
        "mqtt.response-topic, '#'",
        "mqtt.response-topic, ''",
        "mqtt.correlation,",
        "mqtt.user.a,",
        "mqtt.from, 1/2",
        "mqtt.from, 1/2/65536",
        "mqtt.from, 1/2/3/4",
        "mqtt.from, 9223372036854775808/2/3",
        "mqtt.from, \u0661/2/3",
        "mqtt.delivery, k-1",
        "mqtt., x",
        "MQTT.QOS, 2",
        "trace, x",
    })
    void a_header_that_makes_no_sense_is_ignored(String name, @Nullable String value) {
        assertEquals(plain(Qos.AT_LEAST_ONCE), read(header(name, value)));
    }

    @Test
    void the_last_header_that_makes_sense_counts() {
        Message message = read(
                header("mqtt.qos", "2"),
                header("mqtt.qos", "0"),
                header("mqtt.qos", "many"),
                header("mqtt.retain", "true"),
                header("mqtt.retain", "perhaps"));
        assertEquals(Qos.AT_MOST_ONCE, message.qos());
        assertTrue(message.retain());
        assertFalse(read(header("mqtt.retain", "true"), header("mqtt.retain", "false"))
                .retain());
    }

    @Test
    void the_bridge_by_pipe_writes_what_is_understood() {
        Message message = read(header("mqtt.topic", "a/b"), header("mqtt.qos", "0"), header("mqtt.retain", "false"));
        assertEquals(plain(Qos.AT_MOST_ONCE), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt.content-type", "mqtt.user.a"})
    void a_text_that_mqtt_could_not_carry_is_ignored(String name) {
        assertTrue(read(header(name, "a\0b")).properties().isEmpty());
        assertTrue(read(header(name, "x".repeat(65_536))).properties().isEmpty());
        assertTrue(read(new Header(name, new byte[] {(byte) 0xff})).properties().isEmpty());
        assertFalse(read(header(name, "x".repeat(65_535))).properties().isEmpty());
    }

    @Test
    void a_user_property_may_have_no_name() {
        assertEquals(
                "", read(header("mqtt.user.", "v")).properties().user().get(0).name());
    }

    @Test
    void whether_a_record_is_retained_is_seen_without_the_rest() {
        RecordView view = new RecordView();
        List<Header> headers = RecordForm.headers(FULL, true);
        assertTrue(view.retained(new LogRecord().headers(() -> headers)));
        assertFalse(view.retained(new LogRecord()));
        assertFalse(view.retained(new LogRecord().headers(() -> List.of(header("mqtt.retain", null)))));
    }

    @Test
    void bytes_that_are_no_headers_of_ours_never_throw() {
        java.util.Random random = new java.util.Random(20);
        List<String> names = new ArrayList<>(List.of("mqtt.qos", "mqtt.from", "mqtt.expiry", "mqtt.user.x"));
        names.addAll(List.of("mqtt.response-topic", "mqtt.correlation", "mqtt.format", "mqtt.user", ""));
        for (int i = 0; i < 20_000; i++) {
            byte[] value = new byte[random.nextInt(6)];
            random.nextBytes(value);
            Message message = read(new Header(names.get(i % names.size()), value));
            assertNull(message.properties().text(Property.CONTENT_TYPE));
        }
    }
}
