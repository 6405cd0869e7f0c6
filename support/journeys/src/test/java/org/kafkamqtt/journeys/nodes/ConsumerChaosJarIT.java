package org.kafkamqtt.journeys.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.KafkaCluster;

/**
 * kafka-consumers, alone and in groups, while their members are killed and stopped, and the three Kafka nodes are killed, paused
 * and robbed of their leaderships: files and copies hold each record once and in order, and standard output misses none.
 *
 * <p>{@code bench/chaos consumer} makes it long: {@code -Dconsumer.seconds}, {@code -Dconsumer.rate} records per second,
 * {@code -Dconsumer.form}, {@code -Dconsumer.members} of each group, {@code -Dconsumer.pause} in seconds,
 * {@code -Dconsumer.protocol}, {@code -Dconsumer.seed}; {@code -Dconsumer.options} tries another way to read.
 */
class ConsumerChaosJarIT {
    private static final int SECONDS = Integer.getInteger("consumer.seconds", 15);
    private static final int RATE = Integer.getInteger("consumer.rate", 1000);
    private static final String FORMS = System.getProperty("consumer.form", "files,copy,output,follow");
    private static final int MEMBERS = Integer.getInteger("consumer.members", 2);
    private static final int PAUSE_SECONDS = Integer.getInteger("consumer.pause", 6);
    private static final String PROTOCOL = System.getProperty("consumer.protocol", "classic");
    private static final long SEED = Long.getLong("consumer.seed", System.nanoTime());
    private static final String OPTIONS = System.getProperty("consumer.options", "");
    private static final List<Crew.Deed> DEEDS = List.of(Crew.Deed.values());
    private static final String TOPIC = "in";
    private static final int PARTITIONS = 12;
    private static final int DRAIN_SECONDS = 180;
    /** A stopped member loses its place after 6 s; all else waits for it, so that longer stops only make fewer blows. */
    private static final int MOST_STOP_SECONDS = 12;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @TempDir
    private static Path folder = Path.of("");

    private final List<ConsumerForm> forms = new ArrayList<>();
    private volatile boolean over;
    private volatile String failed = "";

    @Test
    void nothing_is_lost_nor_repeated_where_it_can_be_taken_back() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(folder, 3)) {
            cluster.createTopic(TOPIC, PARTITIONS);
            cluster.createTopic(TOPIC + "-copy", 4);
            try {
                for (String name : FORMS.split(",", -1)) {
                    forms.add(ConsumerForm.started(name, cluster.addresses(), TOPIC, MEMBERS, options(), folder));
                }
                trial(cluster);
            } finally {
                over = true;
                forms.forEach(ConsumerForm::close);
            }
        }
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("--group-protocol", PROTOCOL));
        if (PROTOCOL.equals("classic")) {
            options.addAll(List.of("--session-timeout", "6s"));
        }
        Stream.of(OPTIONS.split(" ", -1)).filter(option -> !option.isEmpty()).forEach(options::add);
        return options;
    }

    private void trial(KafkaCluster cluster) throws InterruptedException {
        NumberSource numbers = new NumberSource(cluster.addresses(), TOPIC, PARTITIONS, RATE);
        numbers.start();
        Thread strikes = new Thread(this::strikeMembers, "strikes");
        strikes.setDaemon(true);
        strikes.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Map<Blow, Integer> blows =
                Blow.rain(cluster, TOPIC, new Random(SEED), PAUSE_SECONDS, () -> System.nanoTime() > end);
        over = true;
        strikes.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS));
        long sent = numbers.end();
        String line = "consumer chaos, seed " + SEED + ", " + sent + " records, nodes " + blows;
        assertEquals("", failed, line);
        for (ConsumerForm form : forms) {
            judge(form, numbers, sent, line);
        }
    }

    private void strikeMembers() {
        Random random = new Random(SEED + 1);
        try {
            while (!over) {
                lull(500 + random.nextInt(2_000));
                Crew crew = forms.get(random.nextInt(forms.size())).crew();
                Crew.Deed deed = DEEDS.get(random.nextInt(DEEDS.size()));
                if (crew.takes(deed)) {
                    int pause = 1_000 + random.nextInt(Math.min(PAUSE_SECONDS, MOST_STOP_SECONDS) * 1_000);
                    crew.strike(random.nextInt(crew.size()), deed, () -> lull(pause));
                }
            }
        } catch (RuntimeException | AssertionError e) {
            failed = e.toString();
        }
    }

    private static void lull(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Await.that("time passes", DRAIN_SECONDS, () -> System.nanoTime() >= end);
    }

    private static void judge(ConsumerForm form, NumberSource numbers, long sent, String line) {
        AtomicLong next = new AtomicLong(System.nanoTime());
        AtomicLong found = new AtomicLong();
        long begun = System.nanoTime();
        try {
            Await.that("all " + sent + " are there", DRAIN_SECONDS, () -> {
                if (System.nanoTime() < next.get()) {
                    return false;
                }
                found.set(distinct(form.read()));
                next.set(System.nanoTime() + LOOK_NANOS);
                return found.get() >= sent;
            });
        } catch (AssertionError e) {
            throw new AssertionError(
                    line + ": " + form + " has " + found + ", " + form.crew().said() + missing(form, numbers), e);
        }
        long waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        List<String> deserters = form.crew().deserters();
        form.crew().end();
        Map<Integer, List<String>> read = form.read();
        long all = read.values().stream().mapToLong(List::size).sum();
        System.out.println(line + ": " + form + " struck " + form.crew().blows() + " times ("
                + form.crew().kills() + " kill -9), " + all + " read, " + (all - sent) + " repeated, all there after "
                + waited + " s");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<String> expected = numbers.of(partition);
            List<String> there = read.getOrDefault(partition, List.of());
            if (form.exact()) {
                assertEquals(expected, there, line);
            } else {
                assertEquals(new HashSet<>(expected), new HashSet<>(there), line);
            }
        }
        assertEquals(List.of(), deserters, line);
    }

    private static long distinct(Map<Integer, List<String>> read) {
        return read.values().stream()
                .mapToLong(values -> new HashSet<>(values).size())
                .sum();
    }

    private static String missing(ConsumerForm form, NumberSource numbers) {
        StringBuilder missing = new StringBuilder();
        Map<Integer, List<String>> read = form.read();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<String> lost = new ArrayList<>(numbers.of(partition));
            lost.removeAll(new HashSet<>(read.getOrDefault(partition, List.of())));
            if (!lost.isEmpty()) {
                missing.append("\nof partition ").append(partition).append(' ').append(lost.size());
                missing.append(" from ").append(lost.get(0)).append(" to ").append(lost.get(lost.size() - 1));
            }
        }
        return missing.toString();
    }
}
