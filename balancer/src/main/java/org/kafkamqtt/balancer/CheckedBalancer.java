package org.kafkamqtt.balancer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A balancer whose answers are looked at: one that is no partition, or an exception, fails that one message at once, where
 * the plain client would wait two minutes.
 */
final class CheckedBalancer implements Balancer, Learning {
    private final String name;
    private final Balancer inner;
    private final @Nullable Learning learning;

    CheckedBalancer(String name, Balancer inner) {
        this.name = name;
        this.inner = inner;
        this.learning = inner instanceof Learning l ? l : null;
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        int chosen;
        try {
            chosen = inner.choose(message, partitions);
        } catch (BalancerException e) {
            throw new BalancerException(
                    "balancer " + name + " " + e.sentence() + " (key " + shown(message.key()) + ")", e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new BalancerException("balancer " + name + " failed on key " + shown(message.key()) + ": " + e, e);
        }
        if (!partitions.contains(chosen)) {
            throw new BalancerException("balancer " + name + " answered " + chosen + " for key " + shown(message.key())
                    + ", the partitions are " + partitions);
        }
        return chosen;
    }

    private static String shown(byte @Nullable [] key) {
        if (key == null) {
            return "null";
        }
        String text = new String(key, 0, Math.min(key.length, 64), StandardCharsets.UTF_8);
        boolean readable = text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0xfffd);
        return (readable ? "'" + text + "'" : "0x" + HexFormat.of().formatHex(key, 0, Math.min(key.length, 32)))
                + (key.length > 64 ? "..." : "");
    }

    @Override
    public Ordering ordering() {
        return inner.ordering();
    }

    @Override
    public void sent(int partition, int bytes) {
        if (learning != null) {
            learning.sent(partition, bytes);
        }
    }

    @Override
    public void acknowledged(int partition, int bytes, long latencyNanos) {
        if (learning != null) {
            learning.acknowledged(partition, bytes, latencyNanos);
        }
    }

    @Override
    public void failed(int partition, int bytes) {
        if (learning != null) {
            learning.failed(partition, bytes);
        }
    }

    /** Whether anybody listens to what became of the choices. */
    boolean learns() {
        return learning != null;
    }
}
