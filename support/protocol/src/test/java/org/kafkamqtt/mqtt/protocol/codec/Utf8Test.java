package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static String verdict(byte[] bytes) {
        return Wire.verdict(() -> Utf8.text(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "80",
                "bf",
                "c0",
                "c080",
                "c1bf",
                "c2",
                "c241",
                "e08080",
                "e09fbf",
                "eda080",
                "edbfbf",
                "ed9f",
                "f0808080",
                "f08fbfbf",
                "f4908080",
                "f5808080",
                "ff",
                "f09f98",
                "e28241"
            })
    void refuses_what_is_not_well_formed(String bytes) {
        assertEquals("81", verdict(Wire.bytes(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9", "\u20ac", "\ud7ff\ue000", "\ud83d\ude00", "\ufeffx", "\udbff\udfff"})
    void takes_all_characters(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(text, Utf8.text(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0001", "\u001f", "\u007f", "\u0080", "\u009f", "\ufdd0", "\ufffe", "\uffff", "\udbff\udfff"})
    void has_fewer_characters_in_names(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals("ok", verdict(bytes));
        assertEquals("81", Wire.verdict(() -> Utf8.name(bytes, 0, bytes.length)));
    }

    @Test
    void agrees_with_the_decoder_of_the_platform() {
        Random random = new Random(20);
        byte[] bytes = new byte[5];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            bytes[0] |= (byte) (i % 2 << 7 | i % 4 / 2 << 6);
            assertEquals(
                    strict(bytes),
                    verdict(bytes),
                    () -> "bytes " + java.util.HexFormat.of().formatHex(bytes));
        }
    }

    private static String strict(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? "ok" : "81";
        } catch (CharacterCodingException e) {
            return "81";
        }
    }

    @Test
    void writes_as_the_platform_does() {
        Random random = new Random(21);
        for (int i = 0; i < 5_000; i++) {
            char[] chars = new char[4];
            for (int j = 0; j < chars.length; j++) {
                chars[j] = (char) (random.nextInt(0x10000) >> random.nextInt(16));
                if (random.nextInt(3) == 0) {
                    chars[j] = (char) (0xD800 + random.nextInt(0x800));
                }
            }
            String text = new String(chars);
            byte[] written = new byte[Utf8.size(text)];
            Utf8.write(text, written, 0);
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), written, text);
        }
    }
}
