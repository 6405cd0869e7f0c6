package org.kafkamqtt.mqtt.broker;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kafkamqtt.mqtt.broker.trial.JudgedSequences;
import org.kafkamqtt.mqtt.broker.trial.TrialBroker;

/** Packet sequences over TCP, one after the other, for they share client identifiers and topics. */
class SequenceIT {
    @TestFactory
    Stream<DynamicTest> is_answered_as_the_specification_has_it() {
        return new JudgedSequences(TrialBroker.shared()).all();
    }
}
