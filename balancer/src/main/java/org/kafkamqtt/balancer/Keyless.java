package org.kafkamqtt.balancer;

/** How the clients place a record that has no key. */
final class Keyless {
    private Keyless() {}

    /** Any partition, leader or not: kafka-go, ruby-kafka. */
    static Balancer random(RandomSource random) {
        return (message, partitions) -> partitions.id(random.below(partitions.count()));
    }

    /** Any partition that has a leader, any at all if none has: kafka-python, librdkafka, Sarama. */
    static Balancer randomAvailable(RandomSource random) {
        return (message, partitions) -> partitions.availableCount() == 0
                ? partitions.id(random.below(partitions.count()))
                : partitions.availableId(random.below(partitions.availableCount()));
    }

    /** Always the same index: librdkafka's consistent, platformatic's compatibility mode. */
    static Balancer fixed(int hash, Reduction reduction) {
        return new Fixed(hash, reduction);
    }

    /** The partition of one hash. */
    record Fixed(int hash, Reduction reduction) implements Balancer {
        @Override
        public int choose(Message message, Partitions partitions) {
            return partitions.id(reduction.index(hash, partitions.count()));
        }
    }
}
