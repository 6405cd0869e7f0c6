package org.kafkamqtt.mqtt.broker.life;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.KafkaCluster;

/** Fences on three brokers with three replicas, two of which must be in sync; brokers are killed with -9. */
@Timeout(400)
class FenceNodesJarIT {
    private static final int NODES = 3;

    @TempDir
    private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static KafkaCluster cluster;

    @BeforeAll
    static void start() {
        cluster = KafkaCluster.start(folder, NODES);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void a_fence_counts_for_each_leader_after_the_one_that_took_it() throws Exception {
        cluster.createTopic("led", 2);
        try (FenceTrial trial = new FenceTrial(cluster.addresses(), "led")) {
            trial.fencedAt(3, 0);
            for (int node = 1; node <= NODES; node++) {
                cluster.kill(node);
                trial.refusesTheLife();
                trial.fencedAt(3, 0);
                cluster.start(node);
                cluster.awaitAnswer(node);
                cluster.awaitInSync("led");
            }
        }
    }

    @Test
    void a_fence_outlives_a_kill_of_all_brokers() throws Exception {
        cluster.createTopic("killed", 2);
        try (FenceTrial trial = new FenceTrial(cluster.addresses(), "killed")) {
            trial.fencedAt(3, 0);
            for (int node = 1; node <= NODES; node++) {
                cluster.kill(node);
            }
            for (int node = 1; node <= NODES; node++) {
                cluster.start(node);
            }
            for (int node = 1; node <= NODES; node++) {
                cluster.awaitAnswer(node);
            }
            cluster.awaitInSync("killed");
            trial.refusesTheLife();
            trial.fencedAt(3, 0);
            trial.takesOthers(4);
        }
    }
}
