package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Deserializers of users, and what may be wrong with them. */
class UserDeserializerTest {
    private final List<String> trouble = new ArrayList<>();

    private static byte @Nullable [] read(Decoding decoding, byte[] bytes) {
        LogRecord record = Records.of("t", 1, 7, null, bytes);
        return decoding.of(record, KafkaHeaders.of(record), bytes);
    }

    private Decoding load(String nested) {
        String name = nested.contains(".") ? nested : UserDeserializerTest.class.getName() + "$" + nested;
        return UserDeserializer.load(name, UserDeserializerTest.class.getClassLoader(), Map.of(), false)
                .telling(trouble::add);
    }

    /** The base of those below. */
    public abstract static class Abstract implements Deserializer<String> {
        @Override
        public String deserialize(String topic, byte[] data) {
            return "made";
        }
    }

    /** One that nobody may make. */
    public static final class Private extends Abstract {
        private Private() {}
    }

    /** One that wants to know more. */
    public static final class Curious extends Abstract {
        private final int more;

        public Curious(int more) {
            this.more = more;
        }

        @Override
        public String deserialize(String topic, byte[] data) {
            return "made " + more;
        }
    }

    /** One that fails before it is there. */
    public static final class Stillborn extends Abstract {
        public Stillborn() {
            throw new IllegalStateException("No luck");
        }
    }

    /** One whose class cannot be initialised. */
    public static final class Uninitialised extends Abstract {
        static final int NUMBER = Integer.parseInt("seven");
    }

    /** One that cannot be configured. */
    public static final class Unset extends Abstract {
        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            throw new IllegalArgumentException("schema.url is missing");
        }
    }

    /** One that throws an error. */
    public static final class Asserting extends Abstract {
        @Override
        public String deserialize(String topic, byte[] data) {
            throw new AssertionError("never");
        }
    }

    /** One that calls itself. */
    public static final class Endless extends Abstract {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        public String deserialize(String topic, byte[] data) {
            return deserialize(topic, data);
        }
    }

    /** One that asks for too much. */
    public static final class Greedy extends Abstract {
        @Override
        public String deserialize(String topic, byte[] data) {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    /** One whose answer has no text. */
    public static final class Mute implements Deserializer<Object> {
        @Override
        public Object deserialize(String topic, byte[] data) {
            return new Object() {
                @Override
                public String toString() {
                    throw new UnsupportedOperationException("no text");
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Abstract, must not be abstract",
        "Private, it needs a public constructor without parameters",
        "Curious, it needs a public constructor without parameters",
        "Stillborn, cannot create a",
        "Stillborn, no luck",
        "Uninitialised, 'seven'",
        "Unset, schema.url is missing",
        "java.lang.String, java.lang.String is not a Kafka Deserializer",
        "com.acme.Nope, check its name and --classpath"
    })
    void one_that_cannot_be_made_is_said_in_a_sentence(String name, String words) {
        Failure failure = assertThrows(Failure.class, () -> load(name));
        String said = failure.sentence().replace('"', '\'');
        assertTrue(said.contains(words), said);
        assertFalse(said.contains("Exception") || said.contains("org.apache."), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asserting", "Endless", "Greedy", "Mute"})
    void whatever_it_throws_costs_one_record_its_reading(String name) {
        byte[] bytes = "raw".getBytes(UTF_8);
        assertArrayEquals(bytes, read(load(name), bytes));
        assertEquals(1, trouble.size());
        String said = trouble.get(0);
        assertTrue(said.startsWith("the value of t-1 offset 7 cannot be deserialised"), said);
        assertFalse(said.contains("Exception") || said.contains("java."), said);
    }

    @Test
    void one_that_works_is_heard() {
        byte[] bytes = "raw".getBytes(UTF_8);
        Decoding decoding = load("org.apache.kafka.common.serialization.StringDeserializer");
        assertArrayEquals(bytes, read(decoding, bytes));
        assertEquals(List.of(), trouble);
    }
}
