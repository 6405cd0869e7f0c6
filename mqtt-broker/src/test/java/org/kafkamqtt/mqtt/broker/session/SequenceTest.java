package org.kafkamqtt.mqtt.broker.session;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kafkamqtt.mqtt.broker.trial.Grade;
import org.kafkamqtt.mqtt.broker.trial.PacketSequence;
import org.kafkamqtt.mqtt.broker.trial.SequenceTrial;
import org.kafkamqtt.mqtt.broker.trial.SequenceTrial.Outcome;

/** Packet sequences through the codec and a session, without a socket. */
class SequenceTest {
    private static final int EXACT_PERCENT = 95;

    private final WithoutSocket broker = new WithoutSocket();
    private final List<Outcome> outcomes = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> is_answered_as_the_specification_has_it() {
        return Stream.concat(
                PacketSequence.all().stream().map(sequence -> dynamicTest(sequence.name(), () -> judge(sequence))),
                Stream.of(dynamicTest("EXACT in at least " + EXACT_PERCENT + " %", this::mostAreExact)));
    }

    /** The normative statements that one client can try. */
    @TestFactory
    Stream<DynamicTest> holds_without_a_socket() {
        return PacketSequence.conformance().stream()
                .map(sequence -> dynamicTest(sequence.version() + " " + sequence.name(), () -> judge(sequence)));
    }

    private void judge(PacketSequence sequence) {
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
