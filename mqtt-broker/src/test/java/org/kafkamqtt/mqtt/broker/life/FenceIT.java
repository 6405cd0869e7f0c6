package org.kafkamqtt.mqtt.broker.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.kafka.append.Fence;
import org.kafkamqtt.kafka.append.Identity;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;

/** Fences on one broker, which is stopped and started again. */
@Timeout(180)
class FenceIT {
    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(
                new SandboxSettings(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty(), Optional.empty()));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", sandbox.kafkaAddress()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_fenced_life_writes_nothing_more_and_a_second_fence_is_answered_as_the_first() throws Exception {
        create("fenced");
        try (FenceTrial trial = new FenceTrial(sandbox.kafkaAddress(), "fenced")) {
            trial.repeats();
            trial.fencedAt(3, 0);
            trial.refusesTheLife();
            trial.fencedAt(3, 0);
            trial.takesOthers(4);
        }
    }

    @Test
    void a_fence_outlives_a_restart_of_the_broker() throws Exception {
        create("restarted");
        try (FenceTrial trial = new FenceTrial(sandbox.kafkaAddress(), "restarted")) {
            trial.fencedAt(3, 0);
            sandbox.stopKafka();
            sandbox.startKafka();
            trial.refusesTheLife();
            trial.fencedAt(3, 0);
            trial.takesOthers(4);
        }
    }

    @Test
    void a_fence_comes_after_all_while_the_broker_is_away() throws Exception {
        create("away");
        try (FenceTrial trial = new FenceTrial(sandbox.kafkaAddress(), "away")) {
            sandbox.stopKafka();
            CompletableFuture<Map<Fence.Spot, Long>> fence = CompletableFuture.supplyAsync(() -> {
                try {
                    return trial.fence();
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            });
            sandbox.startKafka();
            assertEquals(
                    Map.of(new Fence.Spot("away", 0), 3L, new Fence.Spot("away", 1), 0L),
                    fence.get(60, TimeUnit.SECONDS));
            trial.refusesTheLife();
        }
    }

    @Test
    void where_somebody_has_written_on_under_the_highest_epoch_a_second_fence_is_done_already() throws Exception {
        create("topped");
        String bootstrap = sandbox.kafkaAddress();
        Fence.Spot spot = new Fence.Spot("topped", 0);
        FenceTrial.fence(bootstrap, 987_654, spot);
        try (Impostor top = new Impostor(bootstrap, new Identity(987_654, Short.MAX_VALUE))) {
            for (int i = 0; i < 7; i++) {
                top.append("topped", 0, "x" + i);
            }
        }
        assertEquals(Map.of(spot, -1L), FenceTrial.fence(bootstrap, 987_654, spot));
    }
}
