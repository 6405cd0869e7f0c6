package org.kafkamqtt.journeys.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Mosquitto;
import org.kafkamqtt.sandbox.trial.Signal;

/** A bridge at work between a source and a sink, and somebody who hits it and its brokers. */
final class BridgeRun {
    private static final int LIMIT_SECONDS = 180;

    private final KafkaChild kafka;
    private final Mosquitto mosquitto;
    private final Path mosquittosStore;
    private final Source source;
    private final Sink sink;
    private final Supervised bridge;
    private final int perSecond;
    private final long freezeNanos;

    /**
     * One whose parts run already; they are the caller's to close.
     *
     * @param mosquittosStore the file that mosquitto saves to
     */
    BridgeRun(
            KafkaChild kafka,
            Mosquitto mosquitto,
            Path mosquittosStore,
            Source source,
            Sink sink,
            Supervised bridge,
            int perSecond,
            int freezeSeconds) {
        this.kafka = kafka;
        this.mosquitto = mosquitto;
        this.mosquittosStore = mosquittosStore;
        this.source = source;
        this.sink = sink;
        this.bridge = bridge;
        this.perSecond = perSecond;
        this.freezeNanos = TimeUnit.SECONDS.toNanos(freezeSeconds);
    }

    /** Sends the numbers and strikes at their moments; returns once all have arrived, or fails. */
    void through(int numbers, List<Strike> strikes) throws MqttException {
        for (Strike strike : strikes) {
            // The source stops a second's worth after the moment, so that something is under way at each.
            source.upTo(Math.min(numbers, strike.at() + perSecond));
            int before = sink.distinct();
            Await.that(
                    strike + ", " + before + " before",
                    LIMIT_SECONDS,
                    () -> sink.distinct() >= Math.max(strike.at(), before + 1) || sink.distinct() == numbers);
            strike(strike);
        }
        source.upTo(numbers);
        Await.that("the source is done", LIMIT_SECONDS, () -> source.acknowledged() == numbers);
        Await.that("all " + numbers + " arrive", LIMIT_SECONDS, () -> sink.distinct() >= numbers);
    }

    private void strike(Strike strike) throws MqttException {
        switch (strike.victim()) {
            case LEFT -> strikeLeft(strike.blow());
            case RIGHT -> strikeRight(strike.blow());
            case KAFKA -> strikeKafka(strike.blow());
            case MOSQUITTO -> strikeMosquitto(strike.blow());
        }
    }

    private void strikeLeft(Strike.Blow blow) {
        ProcessHandle right = bridge.awaitRight();
        int ends = bridge.ends().size();
        long left = bridge.left();
        switch (blow) {
            case FREEZE -> freeze(left);
            case KILL -> {
                Signal.send("KILL", left);
                assertEquals(137, bridge.awaitEnd(ends).status());
                Await.that("its right side ends with its input", LIMIT_SECONDS, () -> !right.isAlive());
            }
            case TERM -> {
                Signal.send("TERM", left);
                Supervised.Ended ended = bridge.awaitEnd(ends);
                assertEquals(143, ended.status(), ended.err());
            }
        }
    }

    private void strikeRight(Strike.Blow blow) {
        ProcessHandle right = bridge.awaitRight();
        int ends = bridge.ends().size();
        if (blow == Strike.Blow.FREEZE) {
            freeze(right.pid());
            return;
        }
        Signal.send(blow.name(), right.pid());
        Supervised.Ended ended = bridge.awaitEnd(ends);
        assertEquals(7, ended.status(), ended.err());
        assertTrue(ended.err().contains("the command of --into "), ended.err());
    }

    private void strikeKafka(Strike.Blow blow) {
        if (blow == Strike.Blow.FREEZE) {
            freeze(kafka.pid());
        } else {
            kafka.restart(blow.name());
        }
    }

    private void strikeMosquitto(Strike.Blow blow) throws MqttException {
        switch (blow) {
            case FREEZE -> freeze(mosquitto.pid());
            case TERM -> mosquitto.restart();
            case KILL -> killMosquitto();
        }
    }

    /**
     * Kills mosquitto when it has saved all that it has acknowledged to its publisher.
     *
     * <p>It acknowledges first and saves later, whatever its settings are, so what it took in between is lost by a kill, and no
     * bridge can know. What the bridge itself settles between the two is for the bridge to bear.
     */
    private void killMosquitto() throws MqttException {
        if (source instanceof MqttSource publisher) {
            publisher.pause();
            mosquitto.save(mosquittosStore);
            mosquitto.kill();
        } else {
            ProcessHandle right = bridge.awaitRight();
            Signal.send("STOP", right.pid());
            try {
                awaitTakenIn();
                mosquitto.save(mosquittosStore);
                mosquitto.kill();
            } finally {
                Signal.send("CONT", right.pid());
            }
        }
    }

    /** Mosquitto reads a packet of each connection in turn, and the right side has a window of 20. */
    private void awaitTakenIn() throws MqttException {
        try (MqttAsyncClient probe = new MqttAsyncClient(
                "tcp://127.0.0.1:" + mosquitto.port(), MqttAsyncClient.generateClientId(), new MemoryPersistence())) {
            // Paho counts a message as in flight for a moment after its token is complete.
            MqttConnectOptions options = new MqttConnectOptions();
            options.setMaxInflight(1_000);
            probe.connect(options).waitForCompletion(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            for (int turn = 0; turn < 100; turn++) {
                probe.publish("probe", new byte[0], 1, false)
                        .waitForCompletion(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            }
            // Closing it is refused as long as it is not disconnected.
            probe.disconnect().waitForCompletion(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        }
    }

    private void freeze(long pid) {
        Signal.send("STOP", pid);
        try {
            long end = System.nanoTime() + freezeNanos;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        } finally {
            Signal.send("CONT", pid);
        }
    }
}
