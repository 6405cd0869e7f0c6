package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.select.Point;

class TargetWordsTest {
    private static final TargetWords WORDS = new TargetWords(10_000_000);

    @ParameterizedTest
    @CsvSource({
        "-1h, 6400000",
        "@-1h, 6400000",
        "now, 10000000",
        "@1700000000, 1700000000000",
        "@1700000000123, 1700000000123",
        "2026-01-31, 1769817600000",
        "2026-01-31T10:00:00Z, 1769853600000"
    })
    void a_time_has_a_unit_a_date_or_an_at_sign(String word, long millis) {
        assertEquals(new Target.To(new Point.Time(millis)), WORDS.target(word));
    }

    @Test
    void a_bare_number_is_an_offset_and_one_with_a_sign_a_shift() {
        assertEquals(new Target.To(new Point.At(1700000000)), WORDS.target("1700000000"));
        assertEquals(new Target.Shift(5), WORDS.target("+5"));
        assertEquals(new Target.Shift(-5), WORDS.target("-5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "banana", "--", "+", "-", "1x", "start-5", "end+5", "no/such/file.csv", "1234567890123456789"
            })
    void what_is_no_place_is_refused_before_anybody_is_asked(String word) {
        Failure refused = assertThrows(Failure.class, () -> WORDS.target(word));
        assertEquals(ExitStatus.USAGE, refused.status());
    }

    @Test
    void anything_else_may_be_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("offsets.csv"), "orders,0,5\n");
        Target.Back back = (Target.Back) WORDS.target(file.toString());
        assertEquals(List.of(Kept.bare("", Some.partition("orders", 0), 5)), back.offsets());
        assertTrue(assertThrows(Failure.class, () -> WORDS.target(folder.toString()))
                .sentence()
                .contains(folder.toString()));
    }
}
