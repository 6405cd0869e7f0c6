package org.kafkamqtt.mqtt.broker.trial;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.kafkamqtt.mqtt.broker.trial.SequenceTrial.Outcome;

/** Packet sequences as tests of one broker: none may fail, and nearly all must be answered to the byte. */
public final class JudgedSequences {
    private static final int EXACT_PERCENT = 95;

    private final Judged broker;
    private final List<Outcome> outcomes = new ArrayList<>();

    public JudgedSequences(Judged broker) {
        this.broker = broker;
    }

    /** A test for each sequence, then one for how many are answered to the byte. */
    public Stream<DynamicTest> all() {
        return Stream.concat(
                PacketSequence.all().stream().map(sequence -> dynamicTest(sequence.name(), () -> judge(sequence))),
                Stream.of(dynamicTest("EXACT in at least " + EXACT_PERCENT + " %", this::mostAreExact)));
    }

    /** Fails where the broker does. */
    public void judge(PacketSequence sequence) {
        Outcome outcome = SequenceTrial.of(sequence, broker);
        outcomes.add(outcome);
        assertNotEquals(Grade.FAIL, outcome.grade(), outcome.trouble());
    }

    private void mostAreExact() {
        List<String> others = outcomes.stream()
                .filter(outcome -> outcome.grade() != Grade.EXACT)
                .map(outcome -> outcome.sequence() + " " + outcome.grade() + ": " + outcome.trouble())
                .toList();
        assertTrue(
                others.size() * 100 <= (100 - EXACT_PERCENT) * outcomes.size(),
                () -> others.size() + " of " + outcomes.size() + " are not EXACT:\n" + String.join("\n", others));
    }
}
