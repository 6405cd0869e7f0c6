package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.kafka.append.Fence;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;

/** Copiers that follow one another on one prefix. */
@Timeout(120)
class CopierIT {
    private static int prefixes;

    private final String bootstrap = SharedSandbox.get().kafkaAddress();
    private final List<CopierKit> kits = new ArrayList<>();
    private String prefix = "";

    @BeforeEach
    void createTopics() throws Exception {
        prefix = "copier" + ++prefixes;
        LifeKit.createTopics(bootstrap, prefix);
    }

    @AfterEach
    void close() {
        kits.forEach(CopierKit::close);
    }

    private CopierKit kit() {
        CopierKit kit = new CopierKit(bootstrap, prefix);
        kits.add(kit);
        return kit;
    }

    private void awaitCopies(CopierKit kit, int count) {
        Await.that(count + " copies", 60, () -> kit.copies().size() >= count);
    }

    private void delete(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
            Await.that(topic + " is gone", 30, () -> {
                try {
                    return !admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(topic);
                } catch (Exception e) {
                    return false;
                }
            });
        }
    }

    @Test
    void retained_messages_are_copied_with_their_place_in_the_log_and_no_others() throws Exception {
        CopierKit kit = kit();
        assertEquals(Map.of(), kit.start());
        kit.publish("a", "1", true);
        kit.publish("b", "2", false);
        kit.publish("c", "3", true);
        kit.publish("c", "", true);
        kit.tail();
        awaitCopies(kit, 3);
        assertEquals(List.of("a=1", "c", "c=3"), kit.copies().stream().sorted().toList());
        List<String> places = new ArrayList<>();
        LifeKit.each(kit.settings, kit.settings.retainedTopic(), record -> {
            byte[] place = record.lastHeader("mqtt.offset");
            if (place != null) {
                places.add(new String(place, UTF_8));
            }
        });
        assertEquals(
                List.of(prefix + ".messages/0/0", prefix + ".messages/0/2", prefix + ".messages/0/3"),
                places.stream().sorted().toList());
    }

    @Test
    void a_copier_goes_on_from_the_mark_of_one_that_ended_in_order() throws Exception {
        CopierKit first = kit();
        first.start();
        first.publish("a", "1", true);
        first.publish("b", "2", false);
        first.tail();
        first.release();
        CopierKit second = kit();
        assertEquals(Map.of("a", "1"), second.start());
        assertEquals(List.of(2L, 0L), second.tails());
        assertEquals(
                0,
                LifeKit.records(second.settings, second.settings.retainedTopic()).stream()
                        .filter(line -> line.startsWith("#fence"))
                        .count());
    }

    @Test
    void a_copier_goes_on_from_the_last_mark_of_one_that_was_killed() throws Exception {
        CopierKit first = kit();
        first.start();
        first.publish("a", "1", true);
        first.tail();
        awaitCopies(first, 1);
        first.mark(10_000);
        Await.that("a mark", 30, () -> first.marks() == 1);
        first.publish("a", "2", true);
        first.publish("a", "3", true);
        first.tail();
        awaitCopies(first, 3);
        first.close();
        CopierKit second = kit();
        assertEquals(Map.of("a", "3"), second.start());
        assertEquals(List.of(1L, 0L), second.tails());
        second.tail();
        second.release();
        assertEquals(List.of("a=1", "a=2", "a=3", "a=2", "a=3"), second.copies());
        CopierKit third = kit();
        assertEquals(Map.of("a", "3"), third.start());
        assertEquals(List.of(3L, 0L), third.tails());
    }

    @Test
    void a_copier_that_was_fenced_can_write_nothing_older_behind_its_successor() throws Exception {
        kit().start();
        // The first one is dead. Two others find it, and one of them is slow.
        CopierKit slow = kit();
        slow.start();
        slow.publish("a", "old", true);
        List<Chunk> old = slow.chunks(0, 0);
        CopierKit next = kit();
        next.start();
        next.publish("a", "new", true);
        next.tail();
        awaitCopies(next, 2);
        slow.node.submit(() -> old.forEach(slow.copier::arrived)).get(30, TimeUnit.SECONDS);
        assertTrue(String.valueOf(slow.lost.poll(30, TimeUnit.SECONDS)).contains("shut it out"));
        next.release();
        assertEquals(Map.of("a", "new"), kit().start());
    }

    @Test
    void of_two_copiers_that_start_at_once_behind_a_dead_one_the_view_is_right() throws Exception {
        CopierKit dead = kit();
        dead.start();
        dead.publish("a", "0", true);
        dead.close();
        CopierKit left = kit();
        CopierKit right = kit();
        List<CompletableFuture<Boolean>> starts = List.of(left, right).stream()
                .map(kit -> CompletableFuture.supplyAsync(() -> {
                    try {
                        kit.start();
                        return true;
                    } catch (Exception e) {
                        return false;
                    }
                }))
                .toList();
        List<CopierKit> begun = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            if (starts.get(i).get(60, TimeUnit.SECONDS)) {
                begun.add(List.of(left, right).get(i));
            }
        }
        assertTrue(!begun.isEmpty());
        for (int i = 1; i <= 20; i++) {
            left.publish(0, List.of("a"), Integer.toString(i), true);
            for (CopierKit kit : begun) {
                kit.tail();
            }
        }
        Await.that("the last one is copied", 30, () -> left.copies().contains("a=20"));
        CopierKit last = kit();
        assertEquals(Map.of("a", "20"), last.start());
    }

    @Test
    void a_half_done_fence_of_a_copier_is_finished_by_the_next() throws Exception {
        CopierKit first = kit();
        first.start();
        long former = first.copier.producerId();
        first.close();
        FenceTrial.fence(bootstrap, former, new Fence.Spot(prefix + ".retained", 1));
        CopierKit second = kit();
        second.start();
        List<String> records = LifeKit.records(second.settings, second.settings.retainedTopic());
        assertEquals(
                3,
                records.stream()
                        .filter(line -> line.startsWith("#fence/" + former + "="))
                        .count());
        assertTrue(records.contains("#copier/" + former), "its claim is over");
    }

    @Test
    void a_topic_of_retained_messages_that_was_deleted_is_made_again_from_the_log() throws Exception {
        CopierKit first = kit();
        first.start();
        first.publish("a", "1", true);
        first.publish("b", "2", true);
        first.publish("a", "", true);
        first.tail();
        first.release();
        delete(prefix + ".retained");
        LifeKit.createTopics(
                bootstrap,
                new NewTopic(prefix + ".retained", 3, (short) 1).configs(Map.of("cleanup.policy", "compact")));
        CopierKit second = kit();
        assertEquals(Map.of(), second.start());
        assertEquals(List.of(0L, 0L), second.tails());
        second.tail();
        second.release();
        assertEquals(Map.of("b", "2"), kit().start());
    }

    @Test
    void marks_of_a_message_topic_that_was_deleted_do_not_count_for_its_namesake() throws Exception {
        CopierKit first = kit();
        first.start();
        first.publish("a", "1", true);
        first.tail();
        first.release();
        delete(prefix + ".messages");
        LifeKit.createTopics(bootstrap, new NewTopic(prefix + ".messages", 2, (short) 1));
        CopierKit second = kit();
        second.publish("a", "2", true);
        second.publish("b", "3", true);
        assertEquals(Map.of("a", "1"), second.start());
        assertEquals(List.of(0L, 0L), second.tails());
        second.tail();
        second.release();
        assertEquals(Map.of("a", "2", "b", "3"), kit().start());
    }

    @Test
    void what_there_was_no_room_for_is_asked_for_again() throws Exception {
        CopierKit kit = kit();
        kit.start();
        int count = 10_000;
        List<String> names = IntStream.range(0, count).mapToObj(i -> "n/" + i).toList();
        for (int i = 0; i < count; i += 2_000) {
            kit.publish(i / 2_000 % 2, names.subList(i, i + 2_000), "x".repeat(200), true);
        }
        List<Chunk> all = new ArrayList<>(kit.chunks(0, 0));
        all.addAll(kit.chunks(1, 0));
        // At once, so that nothing is acknowledged in between.
        kit.node.submit(() -> all.forEach(kit.copier::arrived)).get(30, TimeUnit.SECONDS);
        awaitCopies(kit, count);
        assertTrue(kit.asked.get() > 0);
        kit.release();
        Map<String, String> view = new TreeMap<>(kit().start());
        assertEquals(count, view.size());
    }
}
