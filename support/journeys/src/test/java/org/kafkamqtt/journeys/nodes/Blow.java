package org.kafkamqtt.journeys.nodes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.KafkaCluster;

/** What happens to a node, or to all of them, while records are sent. */
enum Blow {
    /** A node is killed and started again soon. */
    KILL,
    /** The same with the one that leads the controllers. */
    KILL_CONTROLLER,
    /** A node is stopped for longer than the cluster waits for it, or nearly. */
    PAUSE,
    /** Each partition gets another leader. */
    MOVE_LEADERS;

    private static final int NODES = 3;
    private static final int LIMIT_SECONDS = 300;

    /**
     * Strikes again and again, in an order and with pauses that the seed decides, until the time is over.
     *
     * @param pauses of a node in seconds, at most; at least 5
     * @param over whether to stop after the present blow
     * @return how often each was dealt
     */
    static Map<Blow, Integer> rain(
            KafkaCluster cluster, String topic, Random random, int pauses, BooleanSupplier over) {
        Map<Blow, Integer> dealt = new EnumMap<>(Blow.class);
        List<Blow> round = new ArrayList<>();
        while (!over.getAsBoolean()) {
            if (round.isEmpty()) {
                round.addAll(List.of(values()));
                Collections.shuffle(round, random);
            }
            // Longer where pauses are, so that records flow in between.
            lull(300 + random.nextInt(pauses * 150));
            Blow blow = round.remove(0);
            blow.strike(cluster, topic, random, pauses);
            dealt.merge(blow, 1, Integer::sum);
        }
        awaitAll(cluster);
        return dealt;
    }

    private void strike(KafkaCluster cluster, String topic, Random random, int pauses) {
        int node = 1 + random.nextInt(NODES);
        if (this != MOVE_LEADERS) {
            awaitAll(cluster);
        }
        switch (this) {
            case KILL -> killed(cluster, node, random);
            case KILL_CONTROLLER -> killed(cluster, cluster.controller(), random);
            case PAUSE -> {
                cluster.pause(node);
                lull(TimeUnit.SECONDS.toMillis(5 + random.nextInt(pauses - 4)));
                cluster.resume(node);
            }
            case MOVE_LEADERS -> cluster.moveLeaders(topic);
        }
    }

    private static void killed(KafkaCluster cluster, int node, Random random) {
        cluster.kill(node);
        lull(random.nextInt(3_000));
        cluster.start(node);
    }

    /** Two of three have to answer at any time; whether their replicas are in sync is another matter. */
    private static void awaitAll(KafkaCluster cluster) {
        for (int node = 1; node <= NODES; node++) {
            cluster.awaitAnswer(node);
        }
    }

    private static void lull(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Await.that("time passes", LIMIT_SECONDS, () -> System.nanoTime() >= end);
    }
}
