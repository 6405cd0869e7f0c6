package org.kafkamqtt.balancer;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Balancers around balancers: they present a different key to the inner one. */
final class Decorators {
    private Decorators() {}

    /**
     * A message with another key.
     *
     * <p>An empty part is still a part: only the key of a record may count as no key when it is empty.
     */
    @SuppressWarnings("ArrayRecordComponent") // lent for one call, never compared
    record Rekeyed(Message inner, byte @Nullable [] key) implements Message {
        @Override
        public String topic() {
            return inner.topic();
        }

        @Override
        public byte @Nullable [] value() {
            return inner.value();
        }

        @Override
        public byte @Nullable [] header(String name) {
            return inner.header(name);
        }

        @Override
        public long timestamp() {
            return inner.timestamp();
        }

        @Override
        public int size() {
            return inner.size();
        }
    }

    /** Balances on a part of the message as if it were the key; a message that lacks it counts as one without a key. */
    static final class OnPart implements Balancer, Learning, Promising {
        private final Part part;
        private final Balancer inner;
        private final LongAdder lacking = new LongAdder();

        OnPart(Part part, Balancer inner) {
            this.part = part;
            this.inner = inner;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = part.of(message);
            if (key == null) {
                lacking.increment();
            }
            return inner.choose(new Rekeyed(message, key), partitions);
        }

        /** The inner one's promise is about the part: it holds for keys only if equal keys have equal parts. */
        @Override
        public Ordering ordering() {
            return part.ofKey() ? inner.ordering() : Ordering.NONE;
        }

        @Override
        public String promise(String key) {
            return Promising.of(inner, part.name(key));
        }

        @Override
        public String promise(Message message, String key) {
            byte[] found = part.of(message);
            return found == null
                    ? part.absence(key) + ": placed like a record without a key"
                    : Promising.of(inner, new Rekeyed(message, found), part.name(key));
        }

        @Override
        public boolean decides(Message message) {
            return Promising.decides(inner, new Rekeyed(message, part.of(message)));
        }

        @Override
        public boolean readsHeaders() {
            return part.ofHeaders() || Promising.readsHeaders(inner);
        }

        @Override
        public boolean learns() {
            return Balancers.learns(inner);
        }

        @Override
        public long lacking() {
            return part.ofKey() ? Promising.lacking(inner) : lacking.sum();
        }

        @Override
        public String absence() {
            return part.ofKey() ? Promising.absence(inner) : part.absence("key");
        }

        @Override
        public void sent(int partition, int bytes) {
            if (inner instanceof Learning learning) {
                learning.sent(partition, bytes);
            }
        }

        @Override
        public void acknowledged(int partition, int bytes, long latencyNanos) {
            if (inner instanceof Learning learning) {
                learning.acknowledged(partition, bytes, latencyNanos);
            }
        }

        @Override
        public void failed(int partition, int bytes) {
            if (inner instanceof Learning learning) {
                learning.failed(partition, bytes);
            }
        }
    }

    /** The first balancer for messages with a key, the second for those without. */
    record OrElse(Balancer keyed, Balancer keyless) implements Balancer, Learning, Promising {
        @Override
        public int choose(Message message, Partitions partitions) {
            return of(message).choose(message, partitions);
        }

        private Balancer of(Message message) {
            return message.key() == null ? keyless : keyed;
        }

        @Override
        public Ordering ordering() {
            return keyed.ordering();
        }

        @Override
        public String promise(String key) {
            boolean more = keyless instanceof Promising;
            return Promising.of(keyed, key) + (more ? "; without a key: " + Promising.of(keyless, key) : "");
        }

        @Override
        public String promise(Message message, String key) {
            return Promising.of(of(message), message, key);
        }

        @Override
        public boolean decides(Message message) {
            return Promising.decides(of(message), message);
        }

        @Override
        public boolean readsHeaders() {
            return Promising.readsHeaders(keyed) || Promising.readsHeaders(keyless);
        }

        @Override
        public boolean learns() {
            return Balancers.learns(keyed) || Balancers.learns(keyless);
        }

        @Override
        public long lacking() {
            return Promising.lacking(keyed) + Promising.lacking(keyless);
        }

        @Override
        public String absence() {
            String first = Promising.absence(keyed);
            String second = Promising.absence(keyless);
            return first.isEmpty() || second.isEmpty() ? first + second : first + " or " + second;
        }

        @Override
        public void sent(int partition, int bytes) {
            for (Balancer each : new Balancer[] {keyed, keyless}) {
                if (each instanceof Learning learning) {
                    learning.sent(partition, bytes);
                }
            }
        }

        @Override
        public void acknowledged(int partition, int bytes, long latencyNanos) {
            for (Balancer each : new Balancer[] {keyed, keyless}) {
                if (each instanceof Learning learning) {
                    learning.acknowledged(partition, bytes, latencyNanos);
                }
            }
        }

        @Override
        public void failed(int partition, int bytes) {
            for (Balancer each : new Balancer[] {keyed, keyless}) {
                if (each instanceof Learning learning) {
                    learning.failed(partition, bytes);
                }
            }
        }
    }
}
