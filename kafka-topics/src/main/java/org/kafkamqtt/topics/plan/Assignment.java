package org.kafkamqtt.topics.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.kafkamqtt.console.failure.Failure;

/**
 * Which brokers are to have each partition.
 *
 * @param brokers for each partition the numbers of its brokers, the preferred leader first; each as many
 */
public record Assignment(List<List<Integer>> brokers) {
    public Assignment {
        brokers = brokers.stream().map(List::copyOf).toList();
    }

    /**
     * Kafka's form {@code 1:2,2:3}: a comma between partitions, a colon between the brokers of one.
     *
     * @throws Failure status 2 if it makes no sense
     */
    public static Assignment parse(String text) {
        List<List<Integer>> all = new ArrayList<>();
        for (String partition : text.split(",", -1)) {
            List<Integer> brokers = new ArrayList<>();
            for (String broker : partition.split(":", -1)) {
                if (!broker.strip().matches("[0-9]{1,9}")) {
                    throw Failure.usage("--replica-assignment '" + text
                            + "' is not a list such as 1:2,2:3: the brokers of partition 0, those of partition 1, ...");
                }
                brokers.add(Integer.valueOf(broker.strip()));
            }
            if (new HashSet<>(brokers).size() < brokers.size()) {
                throw Failure.usage(
                        "--replica-assignment names a broker twice for partition " + all.size() + ": " + partition);
            }
            if (!all.isEmpty() && all.get(0).size() != brokers.size()) {
                throw Failure.usage("--replica-assignment gives partition " + all.size() + " " + brokers.size()
                        + " brokers, but partition 0 " + all.get(0).size());
            }
            all.add(brokers);
        }
        return new Assignment(all);
    }
}
