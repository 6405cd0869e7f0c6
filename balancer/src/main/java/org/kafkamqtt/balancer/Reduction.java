package org.kafkamqtt.balancer;

/** How a 32-bit hash becomes an index: the one point where most clients differ. */
public enum Reduction {
    /** {@code (h & 0x7fffffff) % n}: Java and all that follow it. */
    MASKED {
        @Override
        public int index(int hash, int count) {
            return (hash & 0x7fffffff) % count;
        }
    },
    /** {@code h % n} of the unsigned number: librdkafka's CRC-32. */
    UNSIGNED {
        @Override
        public int index(int hash, int count) {
            return Integer.remainderUnsigned(hash, count);
        }
    },
    /** {@code |h % n|} of the signed number: Sarama's default. */
    SIGNED {
        @Override
        public int index(int hash, int count) {
            return Math.abs(hash % count);
        }
    };

    /** The index, 0 to count-1. */
    public abstract int index(int hash, int count);
}
