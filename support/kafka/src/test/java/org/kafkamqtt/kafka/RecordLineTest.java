package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.kafka.fetch.LogRecord;

class RecordLineTest {
    private static final byte[] BINARY = {(byte) 0xff, 0};

    @Test
    void a_read_record_has_all_members_in_order() {
        List<Header> headers = List.of(
                new Header("a", "1".getBytes(StandardCharsets.UTF_8)), new Header("a", BINARY), new Header("n", null));
        LogRecord record = new LogRecord()
                .in("t", 3)
                .at(42, -1, 7, false)
                .key(BINARY, 0, 2)
                .value(BINARY, 1, 0)
                .headers(() -> headers);
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
    void a_record_of_a_format_without_timestamps_has_none() {
        Bytes out = new Bytes();
        new RecordLine().add(out, new LogRecord().in("t", 0).at(1, -1, 5, true).untimed());
        assertEquals(
                "{\"topic\":\"t\",\"partition\":0,\"offset\":1,\"key\":null,\"value\":null,\"headers\":[]}", text(out));
    }

    @Test
    void whatever_changes_from_one_record_to_the_next_each_line_is_as_if_it_were_the_first() {
        SplittableRandom random = new SplittableRandom(4);
        RecordLine line = new RecordLine();
        LogRecord record = new LogRecord();
        long offset = 0;
        long timestamp = 1_700_000_000_000L;
        for (int i = 0; i < 20_000; i++) {
            record.in(random.nextInt(50) == 0 ? "other" : "t", random.nextInt(50) == 0 ? 12 : 3);
            offset = jump(random, offset);
            timestamp = jump(random, timestamp);
            record.at(offset, -1, timestamp, random.nextInt(50) == 0);
            if (random.nextInt(100) == 0) {
                record.untimed();
            }
            record.key(BINARY, 1, random.nextInt(50) == 0 ? 1 : -1);
            Bytes out = new Bytes();
            line.add(out, record);
            Bytes alone = new Bytes();
            new RecordLine().add(alone, record);
            assertEquals(text(alone), text(out));
            assertTrue(text(out).contains("\"offset\":" + offset + ","), text(out));
            assertTrue(!record.timed() || text(out).contains("\"timestamp\":" + timestamp + ","), text(out));
        }
    }

    /** Mostly a little further, sometimes far away or where the number of digits changes. */
    private static long jump(SplittableRandom random, long number) {
        return switch (random.nextInt(40)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> (long) Math.pow(10, random.nextInt(19)) - random.nextInt(12);
            case 2 -> number - random.nextInt(20);
            case 3 -> number;
            case 4 -> Long.MIN_VALUE + random.nextInt(2);
            case 5 -> Long.MAX_VALUE - random.nextInt(12);
            default -> number + random.nextInt(15);
        };
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
