package org.kafkamqtt.balancer;

import java.util.List;
import java.util.stream.Stream;

/** Every balancer that has a name here, from a table for each family of clients. */
final class Predefined {
    private Predefined() {}

    /** In the order in which they are listed; where several of a class explain the same records, the first is named. */
    static List<Definition> all() {
        return Stream.of(
                        JavaRules.all(),
                        KafkaGoRules.all(),
                        LibrdkafkaRules.all(),
                        SaramaRules.all(),
                        FranzGoRules.all(),
                        OtherRules.all(),
                        OwnRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
