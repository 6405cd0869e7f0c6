package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;

class RecordLineTest {
    private static final byte[] BINARY = {(byte) 0xff, 0};

    @Test
    void a_read_record_has_all_members_in_order() {
        RecordHeaders headers = new RecordHeaders(List.of(
                new RecordHeader("a", "1".getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("a", BINARY),
                new RecordHeader("n", (byte[]) null)));
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "t", 3, 42, 7, TimestampType.CREATE_TIME, 2, 2, BINARY, new byte[0], headers, Optional.empty());
        Bytes out = new Bytes();
        new RecordLine().add(out, record);
        assertEquals(
                "{\"topic\":\"t\",\"partition\":3,\"offset\":42,\"timestamp\":7,\"timestampType\":\"CreateTime\","
                        + "\"key\":\"/wA=\",\"keyEncoding\":\"base64\",\"value\":\"\",\"headers\":["
                        + "{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"a\",\"value\":\"/wA=\",\"encoding\":\"base64\"},"
                        + "{\"key\":\"n\",\"value\":null}]}",
                text(out));
    }

    @Test
    void an_unsent_record_has_only_what_is_decided() {
        Bytes out = new Bytes();
        RecordLine line = new RecordLine();
        line.add(out, new ProducerRecord<>("a\"b", null, (byte[]) null));
        out.add('\n');
        line.add(out, new ProducerRecord<>("c", 1, 5L, null, BINARY));
        assertEquals(
                "{\"topic\":\"a\\\"b\",\"key\":null,\"value\":null,\"headers\":[]}\n"
                        + "{\"topic\":\"c\",\"partition\":1,\"timestamp\":5,\"key\":null,"
                        + "\"value\":\"/wA=\",\"valueEncoding\":\"base64\",\"headers\":[]}",
                text(out));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatever_a_record_holds_its_line_is_JSON(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        RecordLine line = new RecordLine();
        for (int i = 0; i < 2_000; i++) {
            RecordHeaders headers = new RecordHeaders(
                    List.of(new RecordHeader(letters(random), bytes(random)), new RecordHeader("", bytes(random))));
            Bytes out = new Bytes();
            line.add(out, new ProducerRecord<>("t", 0, 1L, bytes(random), bytes(random), headers));
            assertJson(text(out));
            assertTrue(Utf8.isValid(out.array(), 0, out.size()));
        }
    }

    /** Halves of characters, quotes and control characters, as a header's name may hold. */
    private static String letters(SplittableRandom random) {
        StringBuilder letters = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            letters.append("\ud83d\ude00\udc00\"\\\0\n\u007f\u2028a\u00fc".charAt(random.nextInt(11)));
        }
        return letters.toString();
    }

    private static byte[] bytes(SplittableRandom random) {
        byte[] bytes =
                random.nextBoolean() ? letters(random).getBytes(StandardCharsets.UTF_8) : new byte[random.nextInt(5)];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    private static void assertJson(String line) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String text = parser.getText();
                assertEquals(text, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), line);
            }
        }
    }

    private static String text(Bytes out) {
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }
}
