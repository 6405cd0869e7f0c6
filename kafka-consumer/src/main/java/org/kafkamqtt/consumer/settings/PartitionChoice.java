package org.kafkamqtt.consumer.settings;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** Which partitions of each topic are read. */
public sealed interface PartitionChoice {
    /** Those of a topic with this many; all if absent. */
    Optional<SortedSet<Integer>> of(int count);

    /** Those that are named by number, whatever the topic. */
    default Optional<SortedSet<Integer>> listed() {
        return Optional.empty();
    }

    /** Whether partitions that a topic gets later are included. */
    default boolean grows() {
        return false;
    }

    /** Every one. */
    record All() implements PartitionChoice {
        @Override
        public Optional<SortedSet<Integer>> of(int count) {
            return Optional.empty();
        }

        @Override
        public boolean grows() {
            return true;
        }
    }

    /** Those with these numbers. */
    record Listed(SortedSet<Integer> numbers) implements PartitionChoice {
        public Listed {
            numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
        }

        @Override
        public Optional<SortedSet<Integer>> of(int count) {
            return listed();
        }

        @Override
        public Optional<SortedSet<Integer>> listed() {
            return Optional.of(numbers);
        }
    }

    /**
     * The one that holds a key.
     *
     * @param balancer keeps each key on one partition
     */
    record HomeOf(Message key, Balancer balancer) implements PartitionChoice {
        @Override
        public Optional<SortedSet<Integer>> of(int count) {
            try {
                SortedSet<Integer> home = new TreeSet<>();
                home.add(balancer.choose(key, Partitions.of(count)));
                return Optional.of(home);
            } catch (BalancerException e) {
                throw new Failure(ExitStatus.USAGE, e.sentence(), e).withDetail(e.detail());
            }
        }
    }
}
