package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.Failure;

class EncodingsTest {
    private static String encoded(String kind, String text) throws BadRecord {
        Encoding encoding = Encodings.of(kind, false, List.of(), Map.of());
        return HexFormat.of().formatHex(encoding.encode("t", text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "string, é, c3a9",
        "hex, 00fF, 00ff",
        "base64, AP8=, 00ff",
        "short, -2, fffe",
        "int, 16909060, 01020304",
        "long, 1, 0000000000000001",
        "float, 1, 3f800000",
        "double, -0.5, bfe0000000000000",
        "<i, 16909060, 04030201",
        ">i, 16909060, 01020304",
        "<hH>q, -2 65535 1, feffffff0000000000000001",
        "bB c s, -1 255 A the rest, ffff41" + "7468652072657374",
        "I$, 4294967295, ffffffff",
        "Q, 18446744073709551615, ffffffffffffffff",
        "org.apache.kafka.common.serialization.StringSerializer, é, c3a9"
    })
    void text_becomes_bytes(String kind, String text, String bytes) throws BadRecord {
        assertEquals(bytes, encoded(kind, text));
    }

    @ParameterizedTest
    @CsvSource({
        "hex, 0, is not hexadecimal",
        "base64, !, is not base64",
        "int, 2147483648, is no int",
        "b, 128, does not fit 'b'",
        "B, -1, does not fit 'B'",
        "i, 1 2, is more than the pack format",
        "ii, 1, does not fit 'i'",
        "org.apache.kafka.common.serialization.IntegerSerializer, 1, refused it"
    })
    void text_of_another_kind_is_a_bad_record(String kind, String text, String words) {
        BadRecord refusal = assertThrows(BadRecord.class, () -> encoded(kind, text));
        assertTrue(refusal.clause().contains(words), refusal.clause());
    }

    @Test
    void an_unknown_kind_is_misuse() {
        Failure failure = assertThrows(Failure.class, () -> encoded("strnig", ""));
        assertTrue(failure.sentence().contains("did you mean string?"), failure.sentence());
        assertThrows(Failure.class, () -> encoded("com.acme.Missing", ""));
        assertThrows(Failure.class, () -> encoded("java.lang.Object", ""));
    }
}
