package org.kafkamqtt.topics.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong with partitions and topics, in words. */
public final class Marks {
    private Marks() {}

    /** Such as {@code offline}, {@code under-replicated}; empty if all is well. */
    public static List<String> of(PartitionState partition, int minimum, Set<Integer> alive) {
        List<String> marks = new ArrayList<>();
        if (partition.offline(alive)) {
            marks.add("offline");
        } else if (partition.refusesWrites(minimum)) {
            marks.add("under-minimum");
        }
        if (partition.underReplicated()) {
            marks.add("under-replicated");
        }
        if (partition.move().isPresent()) {
            marks.add("moving");
        }
        return marks;
    }

    /** Such as {@code 2 offline, 3 under-replicated}; empty if all is well. */
    public static String of(TopicState topic, Set<Integer> alive) {
        List<String> marks = new ArrayList<>();
        long offline = topic.offline(alive);
        long lagging = topic.underReplicated();
        if (offline > 0) {
            marks.add(offline + " offline");
        }
        if (lagging > 0) {
            marks.add(lagging + " under-replicated");
        }
        return String.join(", ", marks);
    }
}
