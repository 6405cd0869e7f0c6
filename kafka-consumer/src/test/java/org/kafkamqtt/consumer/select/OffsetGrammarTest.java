package org.kafkamqtt.consumer.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class OffsetGrammarTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final OffsetGrammar GRAMMAR = new OffsetGrammar(NOW);

    @ParameterizedTest
    @MethodSource("ranges")
    void says_where_to_begin_and_where_to_end(String word, @Nullable Point start, @Nullable Point end) {
        OffsetRange range = new OffsetRange(Optional.ofNullable(start), Optional.ofNullable(end));
        assertEquals(new OffsetPlan(range, Map.of()), GRAMMAR.plan(List.of(word)));
    }

    static Stream<Arguments> ranges() {
        Point.Time day = new Point.Time(1_767_225_600_000L);
        return Stream.of(
                Arguments.of("beginning", new Point.Beginning(), null),
                Arguments.of("earliest", new Point.Beginning(), null),
                Arguments.of("end", new Point.End(), null),
                Arguments.of("latest", new Point.End(), null),
                Arguments.of("stored", new Point.Stored(), null),
                Arguments.of("7", new Point.At(7), null),
                Arguments.of("-7", new Point.BeforeEnd(7), null),
                Arguments.of("+7", new Point.AfterBeginning(7), null),
                Arguments.of("start+7", new Point.AfterBeginning(7), null),
                Arguments.of("end-7", new Point.BeforeEnd(7), null),
                Arguments.of("3:9", new Point.At(3), new Point.At(9)),
                Arguments.of("3:", new Point.At(3), null),
                Arguments.of(":end", null, new Point.End()),
                Arguments.of("-9:-3", new Point.BeforeEnd(9), new Point.BeforeEnd(3)),
                Arguments.of("s@1767225600000", day, null),
                Arguments.of("e@1767225600000", null, day),
                Arguments.of("@1767225600", day, null),
                Arguments.of("@2026-01-01", day, null),
                Arguments.of("@2026-01-01T00:00:00Z", day, null),
                Arguments.of("@-1h", new Point.Time(NOW - 3_600_000), null),
                Arguments.of("@2026-01-01:now", day, new Point.Time(NOW)),
                Arguments.of(
                        "@2026-01-01T00:00:00Z:2026-01-01T00:00:01+00:00", day, new Point.Time(1_767_225_601_000L)),
                Arguments.of("@2026-01-01:end", day, new Point.End()),
                Arguments.of("@-2h:-1h", new Point.Time(NOW - 7_200_000), new Point.Time(NOW - 3_600_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "banana",
                "",
                ":",
                "1.5",
                "--1",
                "-",
                "+",
                "@",
                "@yesterday",
                "s@",
                "1:banana",
                ":stored",
                "0=banana",
                "0=1,2",
                "99999999999999999999",
                "1:2:3",
                "@2026-13-01"
            })
    void refuses_what_is_no_offset(String word) {
        Failure failure = assertThrows(Failure.class, () -> GRAMMAR.plan(List.of(word)));
        assertEquals(ExitStatus.USAGE, failure.status());
    }

    @Test
    void single_partitions_go_before_the_others() {
        OffsetPlan plan = GRAMMAR.plan(List.of("0=5,3=end", ":end"));
        assertEquals(new OffsetRange(Optional.of(new Point.At(5)), Optional.of(new Point.End())), plan.of(0));
        assertEquals(Optional.of(new Point.End()), plan.of(3).start());
        assertEquals(Optional.empty(), plan.of(1).start());
    }

    @Test
    void start_and_end_of_kcat_add_up() {
        OffsetPlan plan = GRAMMAR.plan(List.of("s@1000000000000", "e@1000000000001"));
        assertEquals(
                new OffsetRange(
                        Optional.of(new Point.Time(1_000_000_000_000L)),
                        Optional.of(new Point.Time(1_000_000_000_001L))),
                plan.general());
    }
}
