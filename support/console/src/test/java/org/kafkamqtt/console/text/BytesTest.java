package org.kafkamqtt.console.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, 99, 100, 12345678901L, Long.MAX_VALUE, Long.MIN_VALUE, 999999999999999999L})
    void writes_numbers_as_java_does(long number) {
        assertEquals(Long.toString(number), text(new Bytes().addNumber(number)));
    }

    @Test
    void writes_numbers_of_any_length_as_java_does() {
        Random random = new Random(6);
        for (int i = 0; i < 100_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            assertEquals(Long.toString(number), text(new Bytes(16).addNumber(number)));
        }
        for (long power = 1; power > 0; power *= 10) {
            assertEquals(Long.toString(power), text(new Bytes(16).addNumber(power)));
            assertEquals(Long.toString(power - 1), text(new Bytes(16).addNumber(power - 1)));
        }
    }

    @Test
    void writes_text_hex_and_base64() {
        assertEquals("plain é 🐘", text(new Bytes(16).add("plain ").add("é 🐘")));
        assertEquals("00ff7f", text(new Bytes().addHex(new byte[] {0, -1, 127}, 0, 3)));
        assertEquals("AP9/", text(new Bytes().addBase64(new byte[] {0, -1, 127})));
    }

    @Test
    void writes_base64_as_java_does_whatever_the_length() {
        Random random = new Random(5);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length + 7];
            random.nextBytes(bytes);
            byte[] part = Arrays.copyOfRange(bytes, 3, 3 + length);
            assertEquals(Base64.getEncoder().encodeToString(part), text(new Bytes(16).addBase64(bytes, 3, length)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "plain text", "0123456789abcdef ~!#[]"})
    void plain_text_is_added_at_once_as_a_json_string(String text) {
        Bytes out = new Bytes(16);
        assertTrue(out.addPlainJson(("\n" + text + "\n").getBytes(UTF_8), 1, text.length()));
        assertEquals('"' + text + '"', text(out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "0123456\\", "tab\tabcdef", "01234567\u007f", "grün", "\0"})
    void of_text_that_is_not_plain_nothing_is_added(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        Bytes out = new Bytes(16);
        assertFalse(out.addPlainJson(bytes, 0, bytes.length));
        assertEquals(0, out.size());
    }

    @Test
    void a_json_string_reads_back_as_the_same_text_whatever_it_holds() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            String text = randomText(random);
            byte[] json = new Bytes(16).addJson(text).toArray();
            try (JsonParser parser = new JsonFactory().createParser(json)) {
                parser.nextToken();
                assertEquals(text, parser.getText());
            }
        }
    }

    @Test
    void every_byte_is_escaped_wherever_it_stands_among_plain_ones() throws IOException {
        for (int place = 0; place < 20; place++) {
            for (char c = 0; c < 0x100; c++) {
                String text = "x".repeat(place) + c + "y".repeat(19 - place) + c;
                try (JsonParser parser = new JsonFactory()
                        .createParser(new Bytes(16).addJson(text).toArray())) {
                    parser.nextToken();
                    assertEquals(text, parser.getText());
                }
            }
        }
    }

    @Test
    void knows_utf8_as_the_jdk_does() {
        Random random = new Random(5);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            random.nextBytes(bytes);
            assertEquals(jdkAccepts(bytes), Utf8.isValid(bytes, 0, bytes.length));
        }
        for (int place = 0; place < 20; place++) {
            byte[] bytes = "x".repeat(20).getBytes(UTF_8);
            bytes[place] = (byte) 0xe9;
            assertFalse(Utf8.isValid(bytes, 0, 20));
        }
        assertTrue(Utf8.isValid("é🐘\0".getBytes(UTF_8), 0, 7));
        assertFalse(Utf8.isValid("é".getBytes(UTF_8), 0, 1));
    }

    @Test
    void shrinks_back_to_an_earlier_size() {
        Bytes bytes = new Bytes().add("keep").add("drop");
        bytes.shrinkTo(4);
        assertArrayEquals("keep".getBytes(UTF_8), bytes.toArray());
        bytes.clear();
        assertEquals(0, bytes.size());
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), UTF_8);
    }

    private static boolean jdkAccepts(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String randomText(Random random) {
        int[] ranges = {0x80, 0x800, 0xd800, 0x110000 - 0x10000};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int range = random.nextInt(ranges.length);
            int point = random.nextInt(ranges[range]);
            text.appendCodePoint(range == 3 ? 0x10000 + point : point);
        }
        return text.toString();
    }
}
