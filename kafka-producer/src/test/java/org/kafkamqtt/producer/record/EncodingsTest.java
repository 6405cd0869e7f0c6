package org.kafkamqtt.producer.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;

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
        "int, 2147483648, is not an int",
        "b, 128, does not fit 'b'",
        "B, -1, does not fit 'B'",
        "i, 1 2, is left over after the pack format",
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

    /** The base of those below. */
    public abstract static class Abstract implements Serializer<String> {
        @Override
        public byte[] serialize(String topic, String data) {
            return data.getBytes(UTF_8);
        }
    }

    /** One that fails before it is there. */
    public static final class Stillborn extends Abstract {
        public Stillborn() {
            throw new IllegalStateException("No luck");
        }
    }

    /** One that nobody may make. */
    public static final class Private extends Abstract {
        private Private() {}
    }

    /** One that cannot be configured. */
    public static final class Unset extends Abstract {
        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            throw new IllegalArgumentException("schema.url is missing");
        }
    }

    /** One that calls itself. */
    public static final class Endless extends Abstract {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        public byte[] serialize(String topic, String data) {
            return serialize(topic, data);
        }
    }

    /** One that throws an error. */
    public static final class Asserting extends Abstract {
        @Override
        public byte[] serialize(String topic, String data) {
            throw new AssertionError("never");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Abstract, must not be abstract",
        "Private, it needs a public constructor without parameters",
        "Stillborn, no luck",
        "Unset, refuses its configuration: schema.url is missing"
    })
    void a_serializer_that_cannot_be_made_is_said_in_a_sentence(String name, String words) {
        String className = EncodingsTest.class.getName() + "$" + name;
        String said = assertThrows(Failure.class, () -> encoded(className, "x")).sentence();
        assertTrue(said.contains(words), said);
        assertFalse(said.contains("Exception") || said.contains("java."), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Endless", "Asserting"})
    void whatever_a_serializer_throws_costs_one_record(String name) {
        String className = EncodingsTest.class.getName() + "$" + name;
        String said =
                assertThrows(BadRecord.class, () -> encoded(className, "x")).clause();
        assertTrue(said.contains("refused it"), said);
    }
}
