package org.kafkamqtt.mqtt.broker.session;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kafkamqtt.mqtt.broker.trial.JudgedSequences;
import org.kafkamqtt.mqtt.broker.trial.PacketSequence;

/** Packet sequences through the codec and a session, without a socket. */
class SequenceTest {
    private final JudgedSequences judged = new JudgedSequences(new WithoutSocket());

    @TestFactory
    Stream<DynamicTest> is_answered_as_the_specification_has_it() {
        return judged.all();
    }

    /** The normative statements that one client can try. */
    @TestFactory
    Stream<DynamicTest> holds_without_a_socket() {
        return PacketSequence.conformance().stream()
                .map(sequence -> dynamicTest(sequence.version() + " " + sequence.name(), () -> judged.judge(sequence)));
    }
}
