package org.kafkamqtt.consumer.group;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * What became of groups in the last seconds. Groups commit in steps, so the paces are those of a while: of the window, or of
 * the time between two looks if that is longer.
 *
 * <p>Pure: times are handed in. Not thread-safe.
 */
public final class Trend {
    private final long window;
    private final Map<Key, Deque<Sample>> samples = new HashMap<>();

    /** @param window how far back the paces go */
    public Trend(Duration window) {
        this.window = window.toNanos();
    }

    /** Whose samples they are. */
    private record Key(String group, TopicPartition partition) {}

    /** What was seen at a time. */
    private record Sample(long nanos, OptionalLong committed, OptionalLong end) {
        /** A group that was put back, or a topic that was created again, begins anew. */
        boolean mayFollow(Sample earlier) {
            return notBefore(committed, earlier.committed) && notBefore(end, earlier.end);
        }

        private static boolean notBefore(OptionalLong now, OptionalLong earlier) {
            return earlier.isEmpty() || now.isPresent() && now.getAsLong() >= earlier.getAsLong();
        }

        private static OptionalDouble pace(OptionalLong now, OptionalLong earlier, long nanos) {
            return now.isEmpty() || earlier.isEmpty() || nanos <= 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((now.getAsLong() - earlier.getAsLong()) * 1e9 / nanos);
        }
    }

    /**
     * Takes note of what is seen now; what is not seen any more is forgotten.
     *
     * @param nanos the time, never falling
     */
    public void see(long nanos, List<GroupLag> lags) {
        Map<Key, Deque<Sample>> seen = new HashMap<>();
        for (GroupLag lag : lags) {
            for (Place place : lag.places()) {
                Key key = new Key(lag.group().name(), place.partition());
                Deque<Sample> kept = samples.getOrDefault(key, new ArrayDeque<>());
                Sample sample = new Sample(nanos, place.committed(), place.end());
                if (!kept.isEmpty() && !sample.mayFollow(kept.getLast())) {
                    kept.clear();
                }
                kept.add(sample);
                seen.put(key, kept);
                forget(kept, nanos);
            }
        }
        samples.clear();
        samples.putAll(seen);
    }

    /** The newest of those that are as old as the window stays, so that the window is full. */
    private void forget(Deque<Sample> kept, long nanos) {
        while (kept.size() > 2) {
            Sample oldest = kept.removeFirst();
            if (nanos - kept.getFirst().nanos() < window) {
                kept.addFirst(oldest);
                return;
            }
        }
    }

    /** The pace of a partition. */
    public Pace pace(String group, TopicPartition partition) {
        Deque<Sample> kept = samples.get(new Key(group, partition));
        if (kept == null) {
            return Pace.UNKNOWN;
        }
        Sample first = kept.getFirst();
        Sample last = kept.getLast();
        long nanos = last.nanos() - first.nanos();
        return new Pace(
                Sample.pace(last.committed(), first.committed(), nanos), Sample.pace(last.end(), first.end(), nanos));
    }
}
