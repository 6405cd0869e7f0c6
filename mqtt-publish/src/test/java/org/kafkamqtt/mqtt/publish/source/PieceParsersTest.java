package org.kafkamqtt.mqtt.publish.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.publish.Samples;

/** {@link PlainPiece}, {@link JsonPiece} and {@link PayloadCode}: what becomes of a piece of input. */
class PieceParsersTest {
    private static final PieceParser SEPARATED = new PlainPiece(Samples.bytes("::"), PayloadCode.RAW);

    private static Draft json(String line) throws BadMessage {
        return new JsonPiece().parse(Samples.bytes(line));
    }

    private static String refusal(PieceParser parser, String piece) {
        return assertThrows(BadMessage.class, () -> parser.parse(Samples.bytes(piece)))
                .why();
    }

    @ParameterizedTest
    @CsvSource({"a/b::x, a/b, x", "a::b::c, a, b::c", "a:b::, a:b, ''"})
    void a_piece_is_cut_at_its_first_separator(String piece, String topic, String payload) throws BadMessage {
        Draft draft = SEPARATED.parse(Samples.bytes(piece));
        assertEquals(Optional.of(new TopicName(topic)), draft.topic());
        assertEquals(payload, Samples.text(draft.payload()));
    }

    @Test
    void without_a_separator_all_of_it_is_payload() throws BadMessage {
        Draft draft = new PlainPiece(new byte[0], PayloadCode.RAW).parse(Samples.bytes("a::b"));
        assertEquals("a::b", Samples.text(draft.payload()));
        assertEquals(Optional.empty(), draft.topic());
    }

    @Test
    void a_topic_name_that_is_none_is_refused_with_the_reason() {
        assertEquals("has no separator between topic name and payload", refusal(SEPARATED, "a:b"));
        assertTrue(refusal(SEPARATED, "a/+::b").contains("must not contain '+'"));
        byte[] latin = "\u00fc::x".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "its topic name is not UTF-8",
                assertThrows(BadMessage.class, () -> SEPARATED.parse(latin)).why());
    }

    @ParameterizedTest
    @CsvSource({"HEX, 41 42:0x43, ABC", "HEX, '', ''", "BASE64, QUJD, ABC", "BASE64, ' Pz8_ ', ???", "RAW, 41, 41"})
    void payloads_are_spelt_in_several_ways(PayloadCode code, String spelt, String payload) throws BadMessage {
        assertEquals(payload, Samples.text(code.payload(Samples.bytes(spelt))));
    }

    @ParameterizedTest
    @CsvSource({"HEX, 4, is not hexadecimal", "HEX, xy, is not hexadecimal", "BASE64, *, is not base64"})
    void what_is_spelt_wrong_is_no_payload(PayloadCode code, String spelt, String words) {
        assertTrue(refusal(new PlainPiece(new byte[0], code), spelt).startsWith(words));
    }

    @Test
    void a_spelling_that_nobody_knows_is_refused_by_name() {
        Failure failure = assertThrows(Failure.class, () -> PayloadCode.parse("octal"));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertEquals("unknown --encoding 'octal': use raw, hex or base64", failure.sentence());
        assertEquals(PayloadCode.BASE64, PayloadCode.parse("Base64"));
    }

    @Test
    void a_line_of_mqtt_subscribe_says_all_that_a_message_has() throws BadMessage {
        Draft draft =
                json("{\"tst\":\"2026-01-01T00:00:00Z\",\"topic\":\"a\",\"qos\":2,\"retain\":1,\"payload\":\"x\"}");
        assertEquals(Optional.of(new TopicName("a")), draft.topic());
        assertEquals(Optional.of(Qos.EXACTLY_ONCE), draft.qos());
        assertEquals(Optional.of(true), draft.retain());
        assertEquals(1_767_225_600_000L, draft.timestamp().orElseThrow());
        assertEquals("x", Samples.text(draft.payload()));
    }

    @Test
    void a_kafka_record_goes_to_the_topic_in_its_header_or_else_to_its_key() throws BadMessage {
        String record = "{\"topic\":\"k\",\"partition\":0,\"offset\":1,\"key\":\"by/key\",\"value\":\"x\"";
        assertEquals(Optional.of(new TopicName("by/key")), json(record + "}").topic());
        Draft named = json(record
                + ",\"headers\":[{\"key\":\"mqtt.topic\",\"value\":\"by/header\"},{\"key\":\"mqtt.qos\",\"value\":\"1\"},"
                + "{\"key\":\"mqtt.retain\",\"value\":\"true\"}]}");
        assertEquals(Optional.of(new TopicName("by/header")), named.topic());
        assertEquals(Optional.of(Qos.AT_LEAST_ONCE), named.qos());
        assertEquals(Optional.of(true), named.retain());
    }

    @Test
    void a_tombstone_has_no_payload_and_a_key_with_wildcards_names_no_topic() throws BadMessage {
        Draft draft = json("{\"topic\":\"k\",\"partition\":0,\"offset\":1,\"key\":\"a/#\",\"value\":null}");
        assertEquals(0, draft.payload().length);
        assertEquals(Optional.empty(), draft.topic());
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.qos, 3, \"its header mqtt.qos is '3', not 0, 1 or 2\"",
        "mqtt.retain, yes, \"its header mqtt.retain is 'yes', not true or false\"",
        "mqtt.topic, a/#, must not contain"
    })
    void a_header_that_makes_no_sense_is_refused(String header, String value, String words) {
        String why = refusal(
                new JsonPiece(),
                "{\"topic\":\"k\",\"partition\":0,\"offset\":1,\"value\":\"x\",\"headers\":[{\"key\":\"" + header
                        + "\",\"value\":\"" + value + "\"}]}");
        assertTrue(why.contains(words.replace("\"", "")), why);
    }

    @Test
    void what_is_no_json_is_no_message() {
        assertTrue(!refusal(new JsonPiece(), "{\"topic\":").isEmpty());
        assertTrue(refusal(new JsonPiece(), "{\"topic\":\"a/#\",\"qos\":1,\"payload\":\"x\"}")
                .contains("must not contain '#'"));
    }
}
