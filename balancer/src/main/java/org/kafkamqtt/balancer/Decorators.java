package org.kafkamqtt.balancer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Balancers around balancers: they show the inner one another key. */
final class Decorators {
    private Decorators() {}

    /** What a decorator takes for the key; null where the part is missing. */
    interface KeyPart {
        byte @Nullable [] of(Message message);
    }

    /** A message with another key. */
    @SuppressWarnings("ArrayRecordComponent") // lent for one call, never compared
    private record Rekeyed(Message inner, byte @Nullable [] key) implements Message {
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

    /** Balances on a part of the message as if it were the key. */
    record OnPart(KeyPart part, Balancer inner) implements Balancer, Learning {
        @Override
        public int choose(Message message, Partitions partitions) {
            return inner.choose(new Rekeyed(message, part.of(message)), partitions);
        }

        @Override
        public Ordering ordering() {
            return inner.ordering();
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
    record OrElse(Balancer keyed, Balancer keyless) implements Balancer, Learning {
        @Override
        public int choose(Message message, Partitions partitions) {
            return (message.key() == null ? keyless : keyed).choose(message, partitions);
        }

        @Override
        public Ordering ordering() {
            return keyed.ordering();
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

    /** The key up to the first delimiter; the whole key where there is none. */
    static KeyPart prefix(String delimiter) {
        byte[] end = delimiter.getBytes(StandardCharsets.UTF_8);
        return message -> {
            byte[] key = message.key();
            int at = key == null ? -1 : indexOf(key, end);
            return key == null || at < 0 ? key : Arrays.copyOf(key, at);
        };
    }

    /** The value of a header. */
    static KeyPart header(String name) {
        return message -> message.header(name);
    }

    /**
     * The first so many levels of an MQTT topic name, which bridged records carry in the header {@code mqtt.topic} or
     * else as their key.
     */
    static KeyPart mqttLevels(int levels) {
        return message -> {
            byte[] header = message.header("mqtt.topic");
            byte[] name = header == null ? message.key() : header;
            if (name == null) {
                return null;
            }
            int end = 0;
            for (int left = levels; end < name.length; end++) {
                if (name[end] == '/' && --left == 0) {
                    break;
                }
            }
            return Arrays.copyOf(name, end);
        };
    }

    /** The member of a JSON value at a JSON pointer (RFC 6901), as its text; null where it is not there. */
    static KeyPart jsonPointer(String pointer) {
        JsonPointer compiled = new JsonPointer(pointer);
        return message -> {
            byte[] value = message.value();
            return value == null ? null : compiled.find(value);
        };
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
