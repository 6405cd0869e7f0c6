package org.kafkamqtt.topics.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;

/**
 * Which share of keys gets another partition when a topic gets more of them.
 *
 * <p>Nearly all clients take a hash modulo the number of partitions. Of such a rule the share is exact: of {@code lcm(n, m)}
 * hashes in a row, a key stays where {@code h mod n = h mod m}, which is so for the {@code min(n, m)} of them that are less than
 * both, and for no other, since two such hashes differ by a multiple of both. So {@code 1 - min(n, m) / lcm(n, m)} of the keys
 * move. (A hash of 31 or 32 bits is not quite a multiple of that length; the error is less than {@code lcm(n, m) / 2^31}.)
 *
 * <p>What {@code jump} and {@code rendezvous} are for is to move no more than they must: {@code 1 - n / m}. Any other rule is
 * asked for a sample of keys, or for the user's own.
 */
public final class Growth {
    private static final int SAMPLE = 10_000;
    private static final byte[] NOTHING = {};

    private Growth() {}

    /**
     * A share of keys that move.
     *
     * @param share from 0 to 1
     * @param keys of how many keys it was counted; 0 if it is exact
     */
    public record Moved(double share, int keys) {
        /** Such as {@code 50 %} or {@code 85.7 %}. */
        public String percent() {
            double percent = share * 100;
            boolean whole = Math.abs(percent - Math.rint(percent)) < 0.05;
            return String.format(Locale.ROOT, whole ? "%.0f %%" : "%.1f %%", percent);
        }
    }

    /**
     * Under a rule that is a hash modulo the number of partitions.
     *
     * @param before partitions, from 1
     * @param after partitions, from 1
     */
    public static Moved underHash(int before, int after) {
        long both = lcm(before, after);
        return new Moved(1 - (double) Math.min(before, after) / both, 0);
    }

    /** Under a rule that moves as few keys as can be, if the partitions are to be of one size. */
    public static Moved atLeast(int before, int after) {
        return new Moved(1 - (double) Math.min(before, after) / Math.max(before, after), 0);
    }

    /** Under any rule that goes by the key, counted. */
    public static Moved counted(Balancer rule, int before, int after, List<byte[]> keys) {
        Partitions was = Partitions.of(before);
        Partitions becomes = Partitions.of(after);
        long moved = keys.stream()
                .map(key -> Message.of(key, NOTHING))
                .filter(message -> rule.choose(message, was) != rule.choose(message, becomes))
                .count();
        return new Moved((double) moved / Math.max(1, keys.size()), keys.size());
    }

    /** Keys for want of the user's own, the same ones every time. */
    public static List<byte[]> sample() {
        return IntStream.range(0, SAMPLE)
                .mapToObj(i -> ("key-" + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static long lcm(long a, long b) {
        return a / gcd(a, b) * b;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
