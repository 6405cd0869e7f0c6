package org.kafkamqtt.mqtt.broker.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kafkamqtt.kafka.append.Fence;

/**
 * Partitions that a producer is shut out of together, before those of the next round.
 *
 * @param producerId that is shut out
 */
record FenceRound(long producerId, List<Fence.Spot> spots) {
    FenceRound {
        spots = List.copyOf(spots);
    }

    /**
     * The rounds that end a life, in order: the topic of nodes, so that it announces no more partitions; all partitions that it announced,
     * not those that the fencer happens to know; its copier's. Its tombstone in the topic of nodes says that all are done, and comes last.
     *
     * @param nodes the topic of nodes
     * @param retained the topic of retained messages
     * @param partitions how many each topic has now; one that is missing has been deleted, and cannot be written to
     */
    static List<FenceRound> against(
            Announcement former, String nodes, String retained, Map<String, Integer> partitions) {
        List<FenceRound> rounds = new ArrayList<>();
        rounds.add(new FenceRound(former.life(), spots(nodes, partitions.getOrDefault(nodes, 0))));
        List<Fence.Spot> messages = new ArrayList<>();
        former.topics()
                .forEach((topic, count) ->
                        messages.addAll(spots(topic, Math.min(count, partitions.getOrDefault(topic, 0)))));
        rounds.add(new FenceRound(former.life(), messages));
        if (former.copier() >= 0) {
            rounds.add(new FenceRound(former.copier(), spots(retained, partitions.getOrDefault(retained, 0))));
        }
        rounds.removeIf(round -> round.spots().isEmpty());
        return List.copyOf(rounds);
    }

    /** All partitions of a topic. */
    static List<Fence.Spot> spots(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> new Fence.Spot(topic, partition))
                .toList();
    }
}
