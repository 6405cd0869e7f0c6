package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.source.JsonRecord;
import org.kafkamqtt.producer.source.Pieces;
import org.kafkamqtt.producer.source.Source;

/** JSON lines as files have them. */
class JsonLinesTest {
    private static Source source(byte[] input) {
        return new Pieces(
                new Inputs(List.of("-"), new ByteArrayInputStream(input)), new byte[] {'\n'}, new JsonRecord());
    }

    private static List<String> read(String input) throws Exception {
        Source source = source(input.getBytes(UTF_8));
        Draft draft = new Draft();
        List<String> values = new ArrayList<>();
        while (source.next(draft)) {
            values.add(source.number() + ":" + Log.text(draft.value()));
            draft.clear();
        }
        return values;
    }

    @Test
    void blank_lines_are_no_records_and_count_as_lines() throws Exception {
        assertEquals(List.of("3:a", "6:b"), read("\n \t\r\n{\"value\":\"a\"}\r\n\r\n\n{\"value\":\"b\"}\n\n"));
        assertEquals(List.of(), read("\n\n"));
    }

    @Test
    void lines_that_are_confirmed_are_told_where_they_are_blank_and_refused_where_they_have_no_end() throws Exception {
        Pieces source = new Pieces(
                new Inputs(
                        List.of("-"), new ByteArrayInputStream("\n{\"value\":1}\n \n\n{\"value\":2}".getBytes(UTF_8))),
                new byte[] {'\n'},
                new JsonRecord());
        List<Long> blank = new ArrayList<>();
        source.confirm(blank::add);
        Draft draft = new Draft();
        assertTrue(source.next(draft));
        assertEquals(2, source.number());
        BadRecord refused = assertThrows(BadRecord.class, () -> source.next(draft));
        assertTrue(refused.clause().contains("has no line end"), refused.clause());
        assertEquals(5, source.number());
        assertNull(source.copy());
        assertEquals(List.of(1L, 3L, 4L), blank);
        assertFalse(source.next(draft));
    }

    @Test
    void what_mqtt_subscribe_knows_of_a_message_becomes_headers() throws Exception {
        assertEquals(
                "mqtt.topic=a/b mqtt.qos=1 mqtt.retain=false mqtt.delivery=k3-17 ",
                headers(
                        """
                        {"topic":"a/b","qos":1,"retain":0,"delivery":"k3-17","payload":"x"}
                        """));
    }

    /** In the words of mqtt-broker, whose tests hold it to the same headers. */
    @Test
    void the_properties_of_a_message_become_headers() throws Exception {
        assertEquals(
                "mqtt.topic=a/b mqtt.qos=2 mqtt.retain=true mqtt.expiry=60 mqtt.format=1 mqtt.content-type=text/plain"
                        + " mqtt.response-topic=answers/7 mqtt.correlation=abc mqtt.user.b=2 mqtt.user.a=\u00e9 mqtt.user.b= ",
                headers(
                        """
                        {"topic":"a/b","qos":2,"retain":1,"properties":{"message-expiry-interval":60,\
                        "payload-format-indicator":1,"content-type":"text/plain","response-topic":"answers/7",\
                        "correlation-data_b64":"YWJj","user-properties":[{"b":"2"},{"a":"\u00e9"},{"b":""}],\
                        "subscription-identifier":7},"payload":"x"}
                        """));
    }

    @Test
    void a_kafka_record_may_have_any_member_of_that_name() throws Exception {
        assertEquals("", headers("{\"value\":\"a\",\"delivery\":{\"by\":[1]}}\n"));
        assertEquals("", headers("{\"value\":\"a\",\"delivery\":\"x\"}\n"));
    }

    private static String headers(String line) throws Exception {
        Draft draft = new Draft();
        assertTrue(source(line.getBytes(UTF_8)).next(draft));
        StringBuilder text = new StringBuilder();
        draft.headers.forEach(header -> text.append(header.key())
                .append('=')
                .append(Log.text(header.value()))
                .append(' '));
        return text.toString();
    }

    @Test
    void a_line_of_utf_16_is_named_as_such() {
        BadRecord refused = assertThrows(
                BadRecord.class, () -> source("{\"value\":\"a\"}\n".getBytes(java.nio.charset.StandardCharsets.UTF_16))
                        .next(new Draft()));
        assertTrue(refused.clause().startsWith("UTF-16"), refused.clause());
    }

    @Test
    void a_time_before_1970_is_refused_by_its_own_words() {
        BadRecord refused = assertThrows(BadRecord.class, () -> read("{\"value\":\"x\",\"timestamp\":-5}\n"));
        assertEquals("timestamp '-5' is before 1970, which Kafka cannot hold", refused.clause());
    }
}
