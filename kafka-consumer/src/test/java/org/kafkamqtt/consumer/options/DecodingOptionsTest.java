package org.kafkamqtt.consumer.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.format.JsonFormat;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.settings.RecordForm;

class DecodingOptionsTest {
    private final DecodingOptions options = new DecodingOptions();

    private RecordFormat decoded(RecordFormat format, Consumer<String> trouble) {
        return options.writing(new RecordForm.Json(), Map.of()).decoded(format, trouble);
    }

    private static String written(RecordFormat format, String key, String value) {
        Bytes out = new Bytes();
        format.add(out, Records.of("t", 1, 2, key.getBytes(UTF_8), value.getBytes(UTF_8)));
        return new String(out.toArray(), UTF_8);
    }

    @Test
    void what_a_deserializer_makes_is_written_as_text_and_bytes_stay_bytes() {
        RecordFormat plain = new PlainFormat("=".getBytes(UTF_8), "\n".getBytes(UTF_8), new byte[0]);
        options.keyClass = "org.apache.kafka.common.serialization.ShortDeserializer";
        options.valueClass = "org.apache.kafka.common.serialization.ByteBufferDeserializer";
        RecordFormat format = decoded(plain, sentence -> {
            throw new AssertionError(sentence);
        });
        assertEquals("97=ab\n", written(format, "\0a", "ab"));
    }

    @Test
    void what_a_deserializer_refuses_is_written_as_it_is_and_told() {
        options.words.add("value=org.apache.kafka.common.serialization.LongDeserializer");
        List<String> told = new ArrayList<>();
        RecordFormat format = decoded(new PlainFormat(null, "\n".getBytes(UTF_8), new byte[0]), told::add);
        assertEquals("abc\n", written(format, "k", "abc"));
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("the value of t-1 offset 2 cannot be deserialised"), told.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.Class", "java.lang.String", "z"})
    void refuses_what_is_neither_a_pack_string_nor_a_deserializer(String word) {
        options.words.add(word);
        assertThrows(Failure.class, () -> decoded(new JsonFormat(), sentence -> {}));
    }
}
