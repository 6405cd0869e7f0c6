package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The core against a simulated cluster; see {@link History}. */
class SimulationTest {
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 100_000);
    private static final Long SEED = Long.getLong("simulation.seed");

    @Test
    void keeps_its_promises_in_every_history() {
        long first = SEED == null ? 0 : SEED;
        long last = SEED == null ? HISTORIES : SEED + 1;
        for (long seed = first; seed < last; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        History history = new History(seed, false);
        try {
            history.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(explain(seed), e);
        }
        assertTrue(history.events() >= History.LEAST_EVENTS);
    }

    /** The same history again, told. */
    static String explain(long seed) {
        History history = new History(seed, true);
        try {
            history.run();
            return "history " + seed + " fails only once";
        } catch (RuntimeException | AssertionError e) {
            return history.trace() + "\n" + e.getMessage() + "\nhistory " + seed
                    + "; again: mvnw -pl support/kafka test -Dtest=SimulationTest -Dsimulation.seed=" + seed;
        }
    }
}
