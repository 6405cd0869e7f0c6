package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The core against a simulated cluster; see {@link History}. */
class SimulationTest {
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 100_000);
    private static final Long SEED = Long.getLong("simulation.seed");

    @Test
    void keeps_its_promises_in_every_history() {
        long first = SEED == null ? 0 : SEED;
        long last = SEED == null ? HISTORIES : SEED + 1;
        Map<History.Trouble, Integer> troubles = new EnumMap<>(History.Trouble.class);
        Map<History.Fate, Integer> fates = new EnumMap<>(History.Fate.class);
        for (long seed = first; seed < last; seed++) {
            History history = run(seed);
            history.happened().forEach((trouble, times) -> troubles.merge(trouble, times, Integer::sum));
            for (History.Fate fate : History.Fate.values()) {
                fates.merge(fate, history.count(fate), Integer::sum);
            }
        }
        if (SEED == null) {
            assertEquals(EnumSet.allOf(History.Trouble.class), troubles.keySet());
            assertEquals(EnumSet.complementOf(EnumSet.of(History.Fate.OPEN)), met(fates));
        }
    }

    private static Set<History.Fate> met(Map<History.Fate, Integer> fates) {
        fates.values().removeIf(count -> count == 0);
        return fates.keySet();
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
