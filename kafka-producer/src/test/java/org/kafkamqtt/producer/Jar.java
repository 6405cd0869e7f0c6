package org.kafkamqtt.producer;

import org.kafkamqtt.sandbox.trial.Child;

/** The packaged jar as a child process. */
final class Jar {
    private Jar() {}

    static Child start(String... args) {
        return Child.jar("kafka-producer", "kafka-producer", byTestedRoad(args));
    }

    /** The arguments for the road that this execution of the tests is about: the build runs them over both. */
    static String[] byTestedRoad(String... args) {
        if (!Boolean.getBoolean("producer.kafka-client")) {
            return args;
        }
        String[] forced = new String[args.length + 1];
        forced[0] = "--kafka-client";
        System.arraycopy(args, 0, forced, 1, args.length);
        return forced;
    }

    /** The whole life of a child: fed, ended, looked at. */
    static Child.Ended run(String input, String... args) {
        try (Child child = start(args)) {
            return child.type(input).endInput().ended(60);
        }
    }
}
