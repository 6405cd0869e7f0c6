package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.append.Fence;
import org.kafkamqtt.kafka.append.Identity;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;

/** Lives that follow one another on one prefix. */
@Timeout(120)
class LifeIT {
    private static int prefixes;

    private final String bootstrap = SharedSandbox.get().kafkaAddress();
    private final List<LifeKit> kits = new ArrayList<>();
    private String prefix = "";

    @BeforeEach
    void createTopics() throws Exception {
        prefix = "life" + ++prefixes;
        LifeKit.createTopics(bootstrap, prefix);
    }

    @AfterEach
    void close() {
        kits.forEach(LifeKit::close);
    }

    private LifeKit kit(String address) {
        LifeKit kit = new LifeKit(bootstrap, prefix, address);
        kits.add(kit);
        return kit;
    }

    private List<String> records(String topic) {
        return LifeKit.records(LifeKit.settings(bootstrap, prefix, ""), prefix + topic);
    }

    private long fences(String topic) {
        return records(topic).stream()
                .filter(line -> line.startsWith("#fence/"))
                .count();
    }

    @Test
    void a_life_that_ends_in_order_leaves_nobody_to_shut_out() throws Exception {
        LifeKit first = kit("a");
        Life life = first.begin();
        assertEquals("stored", first.append(0, "m"));
        first.release();
        LifeKit second = kit("b");
        second.begin();
        assertEquals("stored", second.append(0, "n"));
        assertTrue(second.notes.isEmpty(), second.notes::toString);
        assertEquals(0, fences(".nodes") + fences(".messages"));
        assertTrue(records(".nodes").contains(Long.toString(life.number())));
    }

    @Test
    void a_life_that_was_dropped_is_shut_out_of_all_that_it_announced() throws Exception {
        LifeKit first = kit("a");
        long former = first.begin().number();
        first.close();
        LifeKit second = kit("b");
        second.begin();
        assertEquals(1, fences(".nodes"));
        assertEquals(2, fences(".messages"));
        assertTrue(
                String.valueOf(second.notes.poll(10, TimeUnit.SECONDS)).startsWith("life " + former + " of a, begun "));
        try (Impostor back = new Impostor(bootstrap, new Identity(former, (short) 0))) {
            assertEquals("InvalidProducerEpochException", back.append(prefix + ".messages", 1, "late"));
        }
    }

    @Test
    void a_life_that_still_runs_is_ended_with_the_name_of_the_one_that_took_over() throws Exception {
        LifeKit first = kit("a");
        first.begin();
        assertEquals("stored", first.append(0, "m"));
        LifeKit second = kit("mqtt://b:1883");
        Life life = second.begin();
        assertEquals(
                "another mqtt-broker (mqtt://b:1883, life " + life.number() + ") has taken over prefix '" + prefix
                        + "'; this one exits",
                first.end());
        assertNull(first.ends.poll());
        assertTrue(List.of("InvalidProducerEpochException", "LifeOver").contains(first.append(0, "late")));
        assertEquals("stored", second.append(0, "n"));
        assertEquals(List.of("m=m", "n=n"), messages());
    }

    private List<String> messages() {
        return records(".messages").stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void of_two_that_start_at_once_one_lives() throws Exception {
        List<LifeKit> both = List.of(kit("a"), kit("b"));
        List<CompletableFuture<String>> fates = both.stream()
                .map(kit -> CompletableFuture.supplyAsync(() -> {
                    try {
                        kit.begin();
                        return "begun";
                    } catch (Failure e) {
                        return e.sentence();
                    } catch (InterruptedException e) {
                        return "interrupted";
                    }
                }))
                .toList();
        for (CompletableFuture<String> fate : fates) {
            fate.get(60, TimeUnit.SECONDS);
        }
        List<String> answers = new ArrayList<>();
        Await.that("one has ended", 30, () -> {
            answers.clear();
            for (int i = 0; i < 2; i++) {
                String ended = both.get(i).ends.peek();
                answers.add(ended == null ? fates.get(i).join() : ended);
            }
            return answers.stream().anyMatch(line -> line.contains("has taken over"));
        });
        int winner = answers.indexOf("begun");
        assertTrue(winner >= 0, answers::toString);
        assertTrue(answers.get(1 - winner).contains("has taken over"), answers::toString);
        assertEquals("stored", both.get(winner).append(0, "m"));
        assertTrue(!both.get(1 - winner).append(0, "late").equals("stored"));
    }

    @Test
    void a_half_done_fence_of_a_dead_fencer_is_finished_by_the_next() throws Exception {
        LifeKit first = kit("a");
        long former = first.begin().number();
        first.close();
        // The fencer has come as far as this.
        FenceTrial.fence(
                bootstrap, former, new Fence.Spot(prefix + ".nodes", 0), new Fence.Spot(prefix + ".messages", 0));
        kit("b").begin();
        assertEquals(1, fences(".nodes"));
        assertEquals(2, fences(".messages"));
        assertTrue(records(".nodes").contains(Long.toString(former)));
    }

    @Test
    void a_life_is_shut_out_of_partitions_that_it_has_announced_since() throws Exception {
        LifeKit first = kit("a");
        Life life = first.begin();
        LifeKit.createTopics(bootstrap, new NewTopic(prefix + ".more", 3, (short) 1));
        CompletableFuture<Boolean> announced = new CompletableFuture<>();
        first.node.execute(() ->
                life.announce(Map.of(prefix + ".messages", 2, prefix + ".more", 3), () -> announced.complete(true)));
        announced.get(30, TimeUnit.SECONDS);
        first.close();
        kit("b").begin();
        assertEquals(3, fences(".more"));
    }

    @Test
    void a_copier_is_shut_out_with_its_life() throws Exception {
        LifeKit first = kit("a");
        first.begin(987_655);
        first.close();
        kit("b").begin();
        assertEquals(
                List.of("#fence/987655", "#fence/987655", "#fence/987655"),
                records(".retained").stream()
                        .map(line -> line.replaceFirst("=.*", ""))
                        .toList());
    }

    @Test
    void a_topic_that_is_gone_needs_no_fence() throws Exception {
        LifeKit first = kit("a");
        Life life = first.begin();
        CompletableFuture<Boolean> announced = new CompletableFuture<>();
        first.node.execute(() ->
                life.announce(Map.of(prefix + ".messages", 2, prefix + ".gone", 3), () -> announced.complete(true)));
        announced.get(30, TimeUnit.SECONDS);
        first.close();
        kit("b").begin();
        assertEquals(2, fences(".messages"));
    }

    @Test
    void a_life_gives_a_sign_each_second_that_says_where_it_began() throws Exception {
        LifeKit first = kit("a");
        long number = first.begin().number();
        Await.that("three signs", 30, () -> signs(number) >= 3);
    }

    private long signs(long number) {
        return records(".nodes").stream()
                .filter(line -> line.startsWith(number + "=") && line.contains(" announced=0 "))
                .count();
    }

    @Test
    void a_life_that_lost_an_append_ends_for_that_reason_if_nobody_has_taken_over() throws Exception {
        LifeKit first = kit("a");
        Life life = first.begin();
        life.lost("the sequence has a gap");
        assertEquals(
                "life " + life.number() + " of this mqtt-broker was ended: the sequence has a gap; it exits",
                first.end());
        assertEquals("LifeOver", first.append(0, "late"));
    }

    @Test
    void a_record_of_a_newer_program_is_not_passed_over() throws Exception {
        LifeKit other = kit("a");
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        other.node.execute(() -> other.log.append(
                prefix + ".nodes", 0, RecordKeys.life(3), "v=2 x=y".getBytes(UTF_8), new LifeLog.Outcome() {
                    @Override
                    public void stored() {
                        written.complete(true);
                    }

                    @Override
                    public void failed(Exception cause) {
                        written.completeExceptionally(cause);
                    }
                }));
        written.get(30, TimeUnit.SECONDS);
        Failure thrown = assertThrows(Failure.class, () -> kit("b").begin());
        assertEquals(
                "cannot read " + prefix
                        + ".nodes: the record of life 3 at offset 0 is of version 2, which is newer than this"
                        + " mqtt-broker; stop whatever writes it, then delete the record or use another --prefix",
                thrown.sentence());
    }
}
