package org.kafkamqtt.consumer.group;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Groups, members and places for tests. */
final class Some {
    private Some() {}

    static TopicPartition partition(String topic, int number) {
        return new TopicPartition(topic, number);
    }

    static Member member(String client, String topic, int... numbers) {
        return new Member(
                client + "-1f",
                Optional.empty(),
                client,
                "/10.0.0.1",
                IntStream.of(numbers)
                        .mapToObj(number -> partition(topic, number))
                        .toList());
    }

    static Group group(String name, Member... members) {
        return new Group(
                name,
                GroupType.CLASSIC,
                Optional.of(members.length == 0 ? "Empty" : "Stable"),
                "consumer",
                members.length == 0 ? "" : "range",
                Optional.of(new Node(1, "localhost", 9093)),
                List.of(members));
    }

    /** Unknown numbers are negative. */
    static Place place(String topic, int number, long committed, long first, long end) {
        return new Place(partition(topic, number), known(committed), known(first), known(end), OptionalLong.empty());
    }

    private static OptionalLong known(long number) {
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
