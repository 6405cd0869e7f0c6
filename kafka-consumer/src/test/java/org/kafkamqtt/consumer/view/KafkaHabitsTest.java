package org.kafkamqtt.consumer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine;

class KafkaHabitsTest {
    private static List<String> targets(String... words) {
        KafkaHabits habits = new KafkaHabits();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("habits", CommandLine.Model.CommandSpec.forAnnotatedObject(habits)))
                .setUnmatchedOptionsAllowedAsOptionParameters(true)
                .parseArgs(words);
        return habits.targets(10_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "--to-earliest, earliest",
        "--to-latest, latest",
        "--to-current, current",
        "--to-offset=5, 5",
        "--shift-by=5, +5",
        "--shift-by=-5, -5",
        "--to-datetime=2026-01-31T10:00:00.000, 2026-01-31T10:00:00.000Z",
        "--to-datetime=2026-01-31T10:00:00.000+01:00, 2026-01-31T10:00:00.000+01:00",
        "--by-duration=PT1H, @6400000",
        "--from-file=earliest, ./earliest",
        "--from-file=/tmp/x, /tmp/x"
    })
    void kafkas_own_words_mean_ours(String typed, String meant) {
        assertEquals(List.of(meant), targets(typed));
    }

    @Test
    void each_is_a_target_of_its_own() {
        assertEquals(List.of("earliest", "5"), targets("--to-offset=5", "--to-earliest"));
        assertEquals(List.of(), targets("--all-topics", "--dry-run", "--group=g"));
        assertThrows(Failure.class, () -> targets("--by-duration=1h"));
    }
}
