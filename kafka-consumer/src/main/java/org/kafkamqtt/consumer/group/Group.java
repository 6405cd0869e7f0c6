package org.kafkamqtt.consumer.group;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/**
 * A group as its coordinator describes it at one moment.
 *
 * @param type {@code UNKNOWN} of brokers that do not tell; these know classic groups only
 * @param state such as {@code Stable}, in Kafka's own words
 * @param protocol what the members speak among themselves, such as {@code consumer}; may be empty
 * @param assignor how partitions are shared out; may be empty
 * @param coordinator the node that the group is kept on
 */
public record Group(
        String name,
        GroupType type,
        Optional<String> state,
        String protocol,
        String assignor,
        Optional<Node> coordinator,
        List<Member> members) {
    /** Copies the list. */
    public Group {
        members = List.copyOf(members);
    }

    /** One of which nothing is known. */
    public static Group unknown(String name, GroupType type) {
        return new Group(name, type, Optional.empty(), "", "", Optional.empty(), List.of());
    }

    /** Its type as users write it. */
    public String typeWord() {
        return type.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether its offsets are those of a share group. */
    public boolean shares() {
        return type == GroupType.SHARE;
    }

    /** The clients that are assigned each partition. */
    public Map<TopicPartition, String> readers() {
        Map<TopicPartition, String> readers = new HashMap<>();
        members.forEach(member ->
                member.partitions().forEach(partition -> readers.merge(partition, member.client(), Group::both)));
        return readers;
    }

    private static String both(String some, String other) {
        return List.of(some.split(",")).contains(other) ? some : some + "," + other;
    }

    /** Its members for a sentence: {@code 2 members: c1 on 10.0.0.1, c2 on 10.0.0.2}. */
    public String membersInWords() {
        List<String> some = members.stream()
                .limit(MOST_NAMED)
                .map(member -> member.instance().orElse(member.client()) + " on " + member.host())
                .toList();
        return members.size()
                + (members.size() == 1 ? " member: " : " members: ")
                + String.join(", ", some)
                + (members.size() > MOST_NAMED ? ", ..." : "");
    }

    private static final int MOST_NAMED = 5;
}
