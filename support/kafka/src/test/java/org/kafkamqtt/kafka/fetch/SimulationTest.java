package org.kafkamqtt.kafka.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The core against a simulated cluster; see {@link History}. */
class SimulationTest {
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 100_000);
    private static final Long SEED = Long.getLong("simulation.seed");

    @Test
    void keeps_its_promises_in_every_history() {
        long first = SEED == null ? 0 : SEED;
        long last = SEED == null ? HISTORIES : SEED + 1;
        Map<History.Happening, Integer> happenings = new EnumMap<>(History.Happening.class);
        long read = 0;
        for (long seed = first; seed < last; seed++) {
            History history = run(seed);
            history.happened().forEach((happening, times) -> happenings.merge(happening, times, Integer::sum));
            read += history.read();
        }
        if (SEED == null) {
            assertEquals(EnumSet.allOf(History.Happening.class), happenings.keySet());
            assertTrue(read > 10L * HISTORIES, "only " + read + " records were read");
        }
    }

    private static History run(long seed) {
        History history = new History(seed, false);
        try {
            history.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(explain(seed), e);
        }
        assertTrue(history.events() >= History.LEAST_EVENTS);
        return history;
    }

    /** The same history again, told. */
    private static String explain(long seed) {
        History history = new History(seed, true);
        try {
            history.run();
            return "history " + seed + " fails only once";
        } catch (RuntimeException | AssertionError e) {
            return history.trace() + "\n" + e + "\nhistory " + seed
                    + "; again: mvnw -pl support/kafka test -Dtest=fetch.SimulationTest -Dsimulation.seed=" + seed;
        }
    }
}
