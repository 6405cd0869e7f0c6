package org.kafkamqtt.balancer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the balancers promise, held against random streams of messages. */
class GuaranteesTest {
    private static final byte[] VALUE = new byte[100];

    private static Balancer make(String name, String... options) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            given.put(options[i], options[i + 1]);
        }
        return Balancers.standard().create(name, given);
    }

    private static Message keyed(long key) {
        return Message.of(("key-" + key).getBytes(StandardCharsets.UTF_8), VALUE);
    }

    private static Message keyless(int size) {
        return Message.of(null, new byte[size]);
    }

    /** Keys of which a few are very frequent. */
    private static long skewed(Random random) {
        return (long) (1000 * Math.pow(random.nextDouble(), 6));
    }

    static Stream<String> keepers() {
        return Balancers.definitions().stream()
                .filter(d ->
                        d.ordering() == Ordering.PER_KEY && !d.optionNames().contains("file"))
                .map(Definition::name);
    }

    static Stream<String> all() {
        return Balancers.definitions().stream()
                .filter(d -> d.options().stream()
                        .noneMatch(o -> o.fallback().isEmpty() && !o.name().equals("seed")))
                .filter(d -> !d.name().equals("manual"))
                .map(Definition::name);
    }

    @ParameterizedTest
    @MethodSource("keepers")
    void a_key_stays_whatever_else_is_sent_and_wherever_leaders_go(String name) {
        Balancer first = make(name);
        Balancer second = make(name);
        Random random = new Random(1);
        Partitions all = Partitions.of(12);
        Partitions some = Partitions.of(12, 3, 7, 11);
        for (int i = 0; i < 2_000; i++) {
            Message message = keyed(random.nextInt(500));
            int chosen = first.choose(message, all);
            first.choose(keyless(50), all);
            assertEquals(chosen, first.choose(message, some), name);
            assertEquals(chosen, second.choose(message, all), name);
        }
    }

    /** Names whose client, without a key, leaves out the partitions that have no leader; kafka-go and ruby-kafka do not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "java:RoundRobinPartitioner",
                "java:UniformStickyPartitioner",
                "random",
                "consistent_random",
                "murmur2_random",
                "sarama:HashPartitioner",
                "sarama:ReferenceHashPartitioner",
                "sarama:ConsistentCRCHashPartitioner",
                "sarama:RoundRobinPartitioner",
                "franz-go:StickyKeyPartitioner",
                "franz-go:SaramaHasher",
                "kafkajs:DefaultPartitioner",
                "kafka-python:DefaultPartitioner",
                "kafka-rust:DefaultPartitioner",
                "round-robin",
                "uniform-sticky",
                "jump",
                "least-in-flight",
                "two-choices",
                "rack"
            })
    void without_a_key_partitions_without_a_leader_are_left_out(String name) {
        // A batch of one record, so that chance has two thousand turns.
        boolean sticky = Balancers.definition(name).orElseThrow().optionNames().contains("batch");
        String[] options = name.equals("rack")
                ? new String[] {"rack", "here"}
                : sticky ? new String[] {"batch", "100"} : new String[0];
        Balancer balancer = make(name, options);
        Balancer other = make(name, options);
        Partitions some = Partitions.of(6, 1, 4).withRacks(id -> "here");
        Partitions none = Partitions.of(6, new int[0]).withRacks(id -> null);
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            used.add(balancer.choose(keyless(100), some));
            // Where nobody leads any will do, so that the record waits for a leader.
            assertTrue(none.contains(other.choose(keyless(100), none)));
        }
        assertEquals(Set.of(1, 4), used);
    }

    /** Where all keys meet, and signs show: one partition, and hashes at the ends of the numbers. */
    @ParameterizedTest
    @MethodSource("keepers")
    void one_partition_takes_every_key(String name) {
        Balancer balancer = make(name);
        for (byte[] key :
                new byte[][] {{}, {0}, {-1}, {-128, -1, 127}, "1468509572224".getBytes(StandardCharsets.UTF_8)}) {
            assertEquals(0, balancer.choose(Message.of(key, null), Partitions.of(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_answer_is_a_partition_from_many_threads_at_once(String name) throws Exception {
        Balancer balancer = make(name);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int seed = t;
                runs.add(threads.submit(() -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 3_000; i++) {
                        Partitions partitions = Partitions.of(1 + random.nextInt(9));
                        Message message =
                                random.nextInt(3) == 0 ? keyless(random.nextInt(99)) : keyed(random.nextInt());
                        // The checked balancer throws if the answer is none of them.
                        balancer.choose(message, partitions);
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12, 99})
    void growing_by_one_moves_one_in_n_plus_one_keys_under_jump_and_all_to_the_new_one(int count) {
        Balancer jump = make("jump");
        int keys = 20_000;
        int moved = 0;
        for (int i = 0; i < keys; i++) {
            int before = jump.choose(keyed(i), Partitions.of(count));
            int after = jump.choose(keyed(i), Partitions.of(count + 1));
            if (before != after) {
                assertEquals(count, after);
                moved++;
            }
        }
        assertEquals(1.0 / (count + 1), (double) moved / keys, 0.02);
    }

    @Test
    void draining_a_partition_moves_only_its_own_keys_under_rendezvous() {
        Balancer before = make("rendezvous", "weights", "1,1,1,1,1");
        Balancer after = make("rendezvous", "weights", "1,1,0,1,1");
        for (int i = 0; i < 5_000; i++) {
            int was = before.choose(keyed(i), Partitions.of(5));
            int becomes = after.choose(keyed(i), Partitions.of(5));
            assertNotEquals(2, becomes);
            assertTrue(was == becomes || was == 2);
        }
    }

    @Test
    void rendezvous_follows_its_weights() {
        Balancer weighted = make("rendezvous", "weights", "1,2,5");
        int[] counts = new int[3];
        for (int i = 0; i < 40_000; i++) {
            counts[weighted.choose(keyed(i), Partitions.of(3))]++;
        }
        assertEquals(0.125, counts[0] / 40_000.0, 0.01);
        assertEquals(0.25, counts[1] / 40_000.0, 0.01);
        assertEquals(0.625, counts[2] / 40_000.0, 0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.05", "1.25", "2"})
    void bounded_load_never_exceeds_its_factor(String factor) {
        Balancer bounded = make("bounded-load", "factor", factor);
        Random random = new Random(3);
        long[] counts = new long[10];
        for (int sent = 1; sent <= 20_000; sent++) {
            counts[bounded.choose(keyed(skewed(random)), Partitions.of(10))]++;
            long bound = (long) Math.ceil(Double.parseDouble(factor) * sent / 10);
            assertTrue(Arrays.stream(counts).max().orElseThrow() <= bound);
        }
    }

    @Test
    void bounded_load_keeps_its_bound_when_threads_share_it() throws InterruptedException {
        Balancer bounded = make("bounded-load", "factor", "1.1");
        AtomicLongArray counts = new AtomicLongArray(10);
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    Random random = new Random(6);
                    for (int i = 0; i < 20_000; i++) {
                        counts.incrementAndGet(bounded.choose(keyed(skewed(random)), Partitions.of(10)));
                    }
                }))
                .limit(4)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        long sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += counts.get(i);
            assertTrue(counts.get(i) <= 8_800, counts::toString);
        }
        assertEquals(80_000, sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5,1,1", "1,0,3,0", "4,2,6", "1", "40000,30001,7"})
    void weighted_gives_every_partition_exactly_its_share_in_each_cycle(String weights) {
        int[] shares =
                Arrays.stream(weights.split(",")).mapToInt(Integer::parseInt).toArray();
        int sum = Arrays.stream(shares).sum();
        Balancer weighted = make("weighted", "weights", weights);
        for (int cycle = 0; cycle < 2; cycle++) {
            int[] counts = new int[shares.length];
            for (int i = 0; i < sum; i++) {
                counts[weighted.choose(keyed(i), Partitions.of(shares.length))]++;
            }
            assertArrayEquals(shares, counts);
        }
    }

    @Test
    void the_sketch_counts_like_a_map_that_forgets_its_least() {
        Skewed.HeavyHitters hitters = new Skewed.HeavyHitters(7);
        List<Long> hashes = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        Random random = new Random(8);
        for (int i = 0; i < 50_000; i++) {
            long hash = random.nextInt(40) * (long) random.nextInt(3) << 32;
            int place = hashes.indexOf(hash);
            if (place < 0 && hashes.size() < 7) {
                place = hashes.size();
                hashes.add(hash);
                counts.add(0L);
            } else if (place < 0) {
                place = counts.indexOf(Collections.min(counts));
                hashes.set(place, hash);
            }
            counts.set(place, counts.get(place) + 1);
            assertEquals(counts.get(place), hitters.seen(hash));
        }
    }

    @Test
    void partial_key_uses_at_most_two_partitions_for_a_key_and_is_nearly_even() {
        Balancer partial = make("partial-key");
        Random random = new Random(4);
        Map<Long, Set<Integer>> used = new HashMap<>();
        long[] counts = new long[5];
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextInt(1000);
            int chosen = partial.choose(keyed(key), Partitions.of(5));
            used.computeIfAbsent(key, k -> new HashSet<>()).add(chosen);
            counts[chosen]++;
        }
        assertTrue(used.values().stream().allMatch(those -> those.size() <= 2));
        assertTrue(Arrays.stream(counts).max().orElseThrow() < 1.01 * 10_000);
    }

    @Test
    void w_choices_is_even_for_any_skew_and_splits_only_hot_keys() {
        Balancer choices = make("w-choices");
        Random random = new Random(5);
        Map<Long, Set<Integer>> used = new HashMap<>();
        Map<Long, Integer> times = new HashMap<>();
        long[] counts = new long[10];
        for (int i = 0; i < 100_000; i++) {
            long key = skewed(random);
            int chosen = choices.choose(keyed(key), Partitions.of(10));
            used.computeIfAbsent(key, k -> new HashSet<>()).add(chosen);
            times.merge(key, 1, Integer::sum);
            counts[chosen]++;
        }
        assertTrue(Arrays.stream(counts).max().orElseThrow() < 1.02 * 10_000, () -> Arrays.toString(counts));
        assertEquals(10, used.getOrDefault(0L, Set.of()).size());
        // Far below the threshold of 1/(5n) = 2 %, with room for what the sketch may count too much.
        used.forEach((key, those) ->
                assertTrue(times.getOrDefault(key, 0) > 500 || those.size() <= 2, () -> key + " " + those));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shuffle_shard_keeps_a_key_to_its_set(int size) {
        Balancer shards = make("shuffle-shard", "size", Integer.toString(size));
        Map<Integer, Set<Integer>> used = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            used.computeIfAbsent(i % 50, k -> new HashSet<>()).add(shards.choose(keyed(i % 50), Partitions.of(12)));
        }
        assertTrue(used.values().stream().allMatch(those -> those.size() <= size));
        assertTrue(used.values().stream().anyMatch(those -> those.size() == size));
        assertTrue(new HashSet<>(used.values()).size() > 10, "keys have different sets");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 64})
    void uniform_sticky_is_never_more_than_a_batch_and_a_message_apart(int count) {
        int batch = 1000;
        Balancer sticky = make("uniform-sticky", "batch", Integer.toString(batch));
        Random random = new Random(6);
        long[] bytes = new long[count];
        for (int i = 0; i < 20_000; i++) {
            int size = 1 + random.nextInt(200);
            bytes[sticky.choose(keyless(size), Partitions.of(count))] += size;
        }
        long rounds = Arrays.stream(bytes).sum() / batch / count;
        // Each turn overshoots by less than a message, so the bound grows with the turns of one partition.
        long most = Arrays.stream(bytes).max().orElseThrow();
        long least = Arrays.stream(bytes).min().orElseThrow();
        assertTrue(most - least <= batch + 200 * (rounds + 1), () -> most + " - " + least);
    }

    @Test
    void uniform_sticky_gives_equal_messages_out_to_the_batch() {
        Balancer sticky = make("uniform-sticky", "batch", "1000");
        long[] bytes = new long[7];
        for (int i = 0; i < 10_000; i++) {
            bytes[sticky.choose(keyless(100), Partitions.of(7))] += 100;
            long apart = Arrays.stream(bytes).max().orElseThrow()
                    - Arrays.stream(bytes).min().orElseThrow();
            assertTrue(apart <= 1000);
        }
    }

    @Test
    void round_robin_is_even_and_starts_anywhere() {
        Set<Integer> starts = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            Balancer robin = make("round-robin", "seed", Integer.toString(seed));
            int[] counts = new int[6];
            starts.add(robin.choose(keyless(1), Partitions.of(6)));
            for (int i = 0; i < 600; i++) {
                counts[robin.choose(keyless(1), Partitions.of(6))]++;
            }
            assertTrue(Arrays.stream(counts).allMatch(c -> c == 100));
        }
        assertTrue(starts.size() > 3);
    }

    @Test
    void our_least_bytes_notices_another_list_and_does_not_pile_up_empty_messages() {
        Balancer least = make("least-bytes");
        int[] counts = new int[4];
        for (int i = 0; i < 400; i++) {
            counts[least.choose(keyless(0), Partitions.of(4))]++;
        }
        assertTrue(Arrays.stream(counts).allMatch(c -> c == 100));
        assertEquals(10, least.choose(keyless(0), Partitions.listed(40, 30, 20, 10)));
    }

    @Test
    void the_least_tree_agrees_with_a_scan() {
        Random random = new Random(8);
        for (int count : new int[] {1, 2, 3, 4, 5, 16, 17, 100, 1000}) {
            LeastTree tree = new LeastTree(count);
            long[] loads = new long[count];
            for (int i = 0; i < 2_000; i++) {
                int least = 0;
                for (int k = 1; k < count; k++) {
                    least = loads[k] < loads[least] ? k : least;
                }
                assertEquals(least, tree.least());
                int amount = random.nextInt(5);
                loads[least] += amount;
                tree.add(least, amount);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-in-flight", "two-choices", "lowest-latency"})
    void what_learns_avoids_a_partition_that_does_not_answer(String name) {
        Balancer balancer = make(name);
        assertTrue(Balancers.learns(balancer));
        Learning learning = (Learning) balancer;
        int[] counts = new int[6];
        for (int i = 0; i < 3_000; i++) {
            int chosen = balancer.choose(keyless(10), Partitions.of(6));
            counts[chosen]++;
            learning.sent(chosen, 10);
            if (chosen != 2) {
                learning.acknowledged(chosen, 10, 1_000_000);
            } else if (counts[2] == 1) {
                learning.failed(chosen, 10);
                learning.sent(chosen, 10);
            }
        }
        assertTrue(counts[2] < 100, () -> Arrays.toString(counts));
        assertTrue(Arrays.stream(counts).filter(c -> c > 300).count() == 5, () -> Arrays.toString(counts));
    }

    @Test
    void a_seed_makes_the_random_repeatable() {
        Balancer first = make("random", "seed", "7");
        Balancer second = make("random", "seed", "7");
        Balancer other = make("random", "seed", "8");
        int differing = 0;
        for (int i = 0; i < 200; i++) {
            int chosen = first.choose(keyless(1), Partitions.of(100));
            assertEquals(chosen, second.choose(keyless(1), Partitions.of(100)));
            differing += chosen == other.choose(keyless(1), Partitions.of(100)) ? 0 : 1;
        }
        assertTrue(differing > 150);
    }

    @Test
    void rack_keeps_to_its_own_leaders() {
        Partitions partitions = Partitions.of(6).withRacks(id -> id % 2 == 0 ? "a" : "b");
        Balancer rack = make("rack", "rack", "a");
        int[] counts = new int[6];
        for (int i = 0; i < 300; i++) {
            counts[rack.choose(keyless(1), partitions)]++;
        }
        assertEquals(
                List.of(100, 0, 100, 0, 100, 0), Arrays.stream(counts).boxed().toList());
        assertTrue(make("rack", "rack", "nowhere").choose(keyless(1), partitions) >= 0);
    }
}
