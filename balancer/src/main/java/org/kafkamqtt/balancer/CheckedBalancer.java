package org.kafkamqtt.balancer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A balancer whose answers are checked: an answer that is not a partition, or an exception, fails that one message at
 * once, where the plain client would wait two minutes.
 *
 * <p>Thread-safe as far as the balancer inside is.
 */
final class CheckedBalancer implements Balancer, Learning, Promising {
    private final String name;
    private final Balancer inner;
    private final Ordering ordering;
    private final @Nullable Learning learning;
    private volatile @Nullable BalancerException deaf;

    CheckedBalancer(String name, Balancer inner) {
        this.name = name;
        this.inner = inner;
        this.ordering = inner.ordering();
        this.learning = inner instanceof Learning l ? l : null;
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        BalancerException before = deaf;
        if (before != null) {
            throw before;
        }
        int chosen;
        try {
            chosen = inner.choose(message, partitions);
        } catch (BalancerException e) {
            throw new BalancerException(
                    "balancer " + name + " " + e.sentence() + " (key " + shown(message.key()) + ")", e);
        } catch (Throwable e) {
            // Whatever a user's class throws fails this one record, including checked exceptions of other languages.
            throw BalancerException.because("balancer " + name + " failed on key " + shown(message.key()), e);
        }
        if (!partitions.contains(chosen)) {
            throw new BalancerException("balancer " + name + " returned " + chosen + " for key " + shown(message.key())
                    + "; the partitions are " + partitions);
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
        return ordering;
    }

    @Override
    public String promise(String key) {
        return Promising.of(inner, key);
    }

    @Override
    public String promise(Message message, String key) {
        return Promising.of(inner, message, key);
    }

    @Override
    public boolean decides(Message message) {
        return Promising.decides(inner, message);
    }

    @Override
    public boolean readsHeaders() {
        return Promising.readsHeaders(inner);
    }

    @Override
    public long lacking() {
        return Promising.lacking(inner);
    }

    @Override
    public String absence() {
        return Promising.absence(inner);
    }

    @Override
    public void sent(int partition, int bytes) {
        tell(listener -> listener.sent(partition, bytes));
    }

    @Override
    public void acknowledged(int partition, int bytes, long latencyNanos) {
        tell(listener -> listener.acknowledged(partition, bytes, latencyNanos));
    }

    @Override
    public void failed(int partition, int bytes) {
        tell(listener -> listener.failed(partition, bytes));
    }

    /** An exception must not reach the client's thread, which has records to settle: the next record fails instead. */
    private void tell(Consumer<Learning> news) {
        if (learning == null) {
            return;
        }
        try {
            news.accept(learning);
        } catch (Throwable e) {
            deaf = BalancerException.because("balancer " + name + " failed when notified about a record", e);
        }
    }

    @Override
    public boolean learns() {
        return Balancers.learns(inner);
    }
}
