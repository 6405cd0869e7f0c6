package org.kafkamqtt.producer;

import org.kafkamqtt.sandbox.trial.Child;

/** The packaged jar as a child process. */
final class Jar {
    private Jar() {}

    static Child start(String... args) {
        return Child.jar("kafka-producer", "kafka-producer", args);
    }

    /** The whole life of a child: fed, ended, looked at. */
    static Child.Ended run(String input, String... args) {
        try (Child child = start(args)) {
            return child.type(input).endInput().ended(60);
        }
    }
}
