package org.kafkamqtt.balancer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What one choice costs when two threads share the balancer: locks beside the lock-free way to do the same. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@Threads(2)
public class SharedBenchmark {

    /** Balancers that all threads share. */
    @State(Scope.Benchmark)
    public static class Shared {
        @Param({"10", "100", "1000"})
        int count;

        Partitions partitions;
        Balancer leastBytes;
        Balancer leastBytesScan;
        Balancer weighted;
        Balancer partialKey;
        Balancer boundedLoad;
        Balancer wChoices;
        Balancer wChoicesSketch;
        Balancer uniformSticky;
        Balancer roundRobin;

        @Setup
        public void setUp() {
            partitions = Partitions.of(count);
            leastBytes = make("least-bytes", Map.of());
            leastBytesScan = new Scan(count);
            StringBuilder weights = new StringBuilder("3");
            for (int i = 1; i < count; i++) {
                weights.append(',').append(1 + i % 5);
            }
            weighted = make("weighted", Map.of("weights", weights.toString()));
            partialKey = make("partial-key", Map.of());
            boundedLoad = make("bounded-load", Map.of());
            wChoices = make("w-choices", Map.of());
            wChoicesSketch = new CountMin(count);
            uniformSticky = make("uniform-sticky", Map.of());
            roundRobin = make("round-robin", Map.of());
        }

        private static Balancer make(String name, Map<String, String> options) {
            return Balancers.standard().create(name, options);
        }
    }

    /** Keys of one thread: a few of them frequent. */
    @State(Scope.Thread)
    public static class Keys {
        final Message[] messages = new Message[1 << 10];
        int next;

        @Setup
        public void setUp() {
            Random random = new Random(7);
            for (int i = 0; i < messages.length; i++) {
                byte[] key = ("key-" + (int) (Math.pow(random.nextDouble(), 3) * 2000)).getBytes(StandardCharsets.US_ASCII);
                messages[i] = Message.of(key, new byte[100]);
            }
        }

        Message next() {
            return messages[next++ & messages.length - 1];
        }
    }

    /** The lock-free way to least-bytes: counters that are scanned. */
    private static final class Scan implements Balancer {
        private final AtomicLongArray sent;

        Scan(int count) {
            sent = new AtomicLongArray(count);
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            int best = 0;
            long least = sent.getPlain(0);
            for (int i = 1; i < sent.length(); i++) {
                long load = sent.getPlain(i);
                if (load < least) {
                    least = load;
                    best = i;
                }
            }
            sent.getAndAdd(best, Math.max(1, message.size()));
            return best;
        }
    }

    /** The lock-free way to W-choices: a count-min sketch of atomic counters, and a scan for the least. */
    private static final class CountMin implements Balancer {
        private static final int WIDTH = 4096;
        private final AtomicLongArray sketch = new AtomicLongArray(4 * WIDTH);
        private final AtomicLong total = new AtomicLong();
        private final AtomicLongArray sent;

        CountMin(int count) {
            sent = new AtomicLongArray(count);
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            int count = partitions.count();
            long hash = Mix.hash64(Objects.requireNonNull(message.key()));
            long times = Long.MAX_VALUE;
            for (int row = 0; row < 4; row++) {
                int column = (int) (hash >>> 16 * row) & WIDTH - 1;
                times = Math.min(times, sketch.incrementAndGet(row * WIDTH + column));
            }
            boolean heavy = times >= 32 && times * 5 * count > total.incrementAndGet();
            int index = heavy ? least() : lighter(hash, count);
            sent.incrementAndGet(index);
            return index;
        }

        private int lighter(long hash, int count) {
            long walk = Consistent.ShuffleShard.walk(hash, count);
            int first = Consistent.ShuffleShard.member(walk, 0, count);
            int second = Consistent.ShuffleShard.member(walk, 1, count);
            return sent.get(second) < sent.get(first) ? second : first;
        }

        private int least() {
            int best = 0;
            for (int i = 1; i < sent.length(); i++) {
                best = sent.getPlain(i) < sent.getPlain(best) ? i : best;
            }
            return best;
        }
    }

    @Benchmark
    public int w_choices_lock_free_sketch(Shared shared, Keys keys) {
        return shared.wChoicesSketch.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int least_bytes(Shared shared, Keys keys) {
        return shared.leastBytes.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int least_bytes_lock_free_scan(Shared shared, Keys keys) {
        return shared.leastBytesScan.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int weighted(Shared shared, Keys keys) {
        return shared.weighted.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int partial_key(Shared shared, Keys keys) {
        return shared.partialKey.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int bounded_load(Shared shared, Keys keys) {
        return shared.boundedLoad.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int w_choices(Shared shared, Keys keys) {
        return shared.wChoices.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int uniform_sticky(Shared shared, Keys keys) {
        return shared.uniformSticky.choose(keys.next(), shared.partitions);
    }

    @Benchmark
    public int round_robin(Shared shared, Keys keys) {
        return shared.roundRobin.choose(keys.next(), shared.partitions);
    }
}
