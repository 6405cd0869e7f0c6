package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Digits;

class SummaryTest {
    private static Summary summary(long acknowledged, long failed, long reconnects) {
        Tally.Counts counts = new Tally.Counts(acknowledged + failed, acknowledged + failed, acknowledged, failed, 0);
        return new Summary(counts, 4_000_000, reconnects, 2_000_000_000L, 1.25, 2.5, 10);
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

    @Test
    void the_status_is_that_of_the_early_end_or_else_of_the_counts() {
        Failure gone = new Failure(ExitStatus.UNREACHABLE, "gone");
        assertEquals(ExitStatus.UNREACHABLE, summary(1, 1, 0).status(Optional.of(gone)));
        assertEquals(ExitStatus.PARTIAL, summary(1, 1, 0).status(Optional.empty()));
        assertEquals(ExitStatus.OK, summary(2, 0, 0).status(Optional.empty()));
    }
}
