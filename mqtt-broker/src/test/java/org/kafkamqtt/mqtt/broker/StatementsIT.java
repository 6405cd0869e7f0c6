package org.kafkamqtt.mqtt.broker;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kafkamqtt.mqtt.broker.trial.Grade;
import org.kafkamqtt.mqtt.broker.trial.OverTcp;
import org.kafkamqtt.mqtt.broker.trial.PacketSequence;
import org.kafkamqtt.mqtt.broker.trial.SequenceTrial;
import org.kafkamqtt.mqtt.broker.trial.SequenceTrial.Outcome;
import org.kafkamqtt.mqtt.broker.trial.TrialBroker;

/** Normative statements that one client can try, as packet sequences over TCP: the rows of {@code conformance/*.tsv}. */
class StatementsIT {
    private final OverTcp broker = TrialBroker.shared();

    @TestFactory
    Stream<DynamicTest> holds_over_tcp() {
        return PacketSequence.conformance().stream()
                .map(sequence -> dynamicTest(sequence.version() + " " + sequence.name(), () -> {
                    Outcome outcome = SequenceTrial.of(sequence, broker);
                    assertNotEquals(Grade.FAIL, outcome.grade(), outcome.trouble());
                }));
    }
}
