package org.kafkamqtt.topics;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name that is gone would make every start slower, without a word. */
class RehearsalTest {
    private static Stream<String> names() {
        return Rehearsal.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_class_that_is_rehearsed_is_there(String name) {
        assertDoesNotThrow(() -> Class.forName(name, false, Rehearsal.class.getClassLoader()));
    }
}
