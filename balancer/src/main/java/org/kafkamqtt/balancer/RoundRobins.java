package org.kafkamqtt.balancer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One partition after the other, as each client counts them. */
final class RoundRobins {
    private RoundRobins() {}

    /**
     * kafka-go 0.4.50, balancer.go 41-71: a 32-bit counter that starts at 0 and wraps, divided by the chunk size; the
     * counter survives changes of the list and, unless topic-aware, is shared by all topics (kafka-go #1300).
     */
    static final class KafkaGo implements Balancer {
        private final long chunk;
        private final boolean topicAware;
        private final int start;
        private final AtomicInteger shared;
        private final ConcurrentHashMap<String, AtomicInteger> perTopic = new ConcurrentHashMap<>();

        KafkaGo(int chunk, boolean topicAware, int start) {
            this.chunk = Math.max(1, chunk);
            this.topicAware = topicAware;
            this.start = start;
            this.shared = new AtomicInteger(start);
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            AtomicInteger counter =
                    topicAware ? perTopic.computeIfAbsent(message.topic(), topic -> new AtomicInteger(start)) : shared;
            long offset = Integer.toUnsignedLong(counter.getAndIncrement()) / chunk;
            return partitions.id((int) (offset % partitions.count()));
        }
    }

    /**
     * Sarama (partitioner.go 118-129) and franz-go (partitioner.go 130-155): over the partitions that have a leader, back to 0
     * when there are fewer of them.
     */
    static final class Restarting implements Balancer {
        private final AtomicInteger next = new AtomicInteger();

        @Override
        public int choose(Message message, Partitions partitions) {
            boolean led = partitions.availableCount() > 0;
            int count = led ? partitions.availableCount() : partitions.count();
            while (true) {
                int seen = next.get();
                int chosen = seen >= count ? 0 : seen;
                if (next.compareAndSet(seen, chosen + 1)) {
                    return led ? partitions.availableId(chosen) : partitions.id(chosen);
                }
            }
        }
    }

    /** kafka-clients 4.4.0, RoundRobinPartitioner: a counter per topic over the partitions that have a leader. */
    static final class Java implements Balancer {
        private final ConcurrentHashMap<String, AtomicInteger> counters = new ConcurrentHashMap<>();

        @Override
        public int choose(Message message, Partitions partitions) {
            AtomicInteger counter = counters.get(message.topic());
            if (counter == null) {
                counter = counters.computeIfAbsent(message.topic(), topic -> new AtomicInteger());
            }
            int next = counter.getAndIncrement() & 0x7fffffff;
            int available = partitions.availableCount();
            return available > 0 ? partitions.availableId(next % available) : partitions.id(next % partitions.count());
        }
    }

    /**
     * Ours: one counter per topic since there is one balancer per topic, over the partitions that have a leader, from a
     * random start so that one-shot runs do not all begin at partition 0 (kafka-go #1207).
     */
    static final class Ours implements Balancer {
        private final int chunk;
        private final AtomicLong next;

        Ours(int chunk, long start) {
            this.chunk = chunk;
            this.next = new AtomicLong(start * chunk);
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            int available = partitions.availableCount();
            long turn = next.getAndIncrement() / chunk;
            return available > 0
                    ? partitions.availableId((int) (turn % available))
                    : partitions.id((int) (turn % partitions.count()));
        }
    }
}
