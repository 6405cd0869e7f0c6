package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Digits;

class SummaryTest {
    private static Summary summary(long acknowledged, long failed, long reconnects) {
        Tally.Counts counts = new Tally.Counts(acknowledged + failed, acknowledged + failed, acknowledged, failed, 0);
        return new Summary(counts, OptionalLong.empty(), 0, 4_000_000, reconnects, 2_000_000_000L, 1.25, 2.5, 10);
    }

    @Test
    void tells_counts_rates_and_how_long_acknowledgements_took() {
        assertEquals(
                "100 read, 100 sent, 100 acknowledged, 0 failed in 2.0 s, 50 messages/s, 2.0 MB/s;"
                        + " acknowledged after 1.3 ms (p50), 2.5 ms (p95), 10.0 ms (p99)",
                summary(100, 0, 0).text(Digits.PLAIN));
    }

    @Test
    void tells_of_reconnects_and_of_no_rate_where_nothing_arrived() {
        assertEquals(
                "1 read, 1 sent, 0 acknowledged, 1 failed in 2.0 s, 1 reconnect",
                summary(0, 1, 1).text(Digits.PLAIN));
        assertEquals(
                "1 read, 1 sent, 0 acknowledged, 1 failed in 2.0 s, 2 reconnects",
                summary(0, 1, 2).text(Digits.PLAIN));
    }

    @Test
    void is_an_object_with_the_same_numbers() {
        assertEquals(
                "{\"read\":2,\"sent\":2,\"acknowledged\":1,\"failed\":1,\"skipped\":0,\"unsettled\":0,\"bytes\":4000000,"
                        + "\"reconnects\":3,\"seconds\":2.000,\"p50Ms\":1.250,\"p95Ms\":2.500,\"p99Ms\":10.000}",
                summary(1, 1, 3).json());
    }

    /** Of a run over MQTT 5. */
    private static Summary summary(long acknowledged, long failed, long unheard, long denied) {
        Tally.Counts counts = new Tally.Counts(acknowledged + failed, acknowledged + failed, acknowledged, failed, 0);
        return new Summary(counts, OptionalLong.of(unheard), denied, 0, 0, 2_000_000_000L, 1, 2, 3);
    }

    @Test
    void tells_how_many_had_no_subscriber_where_anybody_knows() {
        assertTrue(summary(0, 1, 0, 0).text(Digits.PLAIN).startsWith("1 read, 1 sent, 0 acknowledged, 1 failed in"));
        assertTrue(summary(3, 0, 2, 0).text(Digits.PLAIN).contains("0 failed, 2 unheard in 2.0 s"));
        assertTrue(summary(3, 0, 0, 0).json().contains("\"unsettled\":0,\"unheard\":0,\"bytes\""));
        assertTrue(summary(3, 0, 2, 0).json().contains("\"unsettled\":0,\"unheard\":2,\"bytes\""));
    }

    @Test
    void the_status_is_5_only_if_all_was_denied() {
        assertEquals(ExitStatus.UNAUTHORISED, summary(0, 2, 0, 2).status(Optional.empty()));
        assertEquals(ExitStatus.PARTIAL, summary(0, 2, 0, 1).status(Optional.empty()));
        assertEquals(ExitStatus.PARTIAL, summary(1, 2, 0, 2).status(Optional.empty()));
        Failure late = new Failure(ExitStatus.TIMED_OUT, "late");
        assertEquals(ExitStatus.TIMED_OUT, summary(0, 2, 0, 2).status(Optional.of(late)));
    }

    @Test
    void the_status_is_that_of_the_early_end_or_else_of_the_counts() {
        Failure gone = new Failure(ExitStatus.UNREACHABLE, "gone");
        assertEquals(ExitStatus.UNREACHABLE, summary(1, 1, 0).status(Optional.of(gone)));
        assertEquals(ExitStatus.PARTIAL, summary(1, 1, 0).status(Optional.empty()));
        assertEquals(ExitStatus.OK, summary(2, 0, 0).status(Optional.empty()));
    }
}
