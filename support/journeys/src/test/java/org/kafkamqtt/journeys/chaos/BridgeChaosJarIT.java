package org.kafkamqtt.journeys.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/**
 * Bridges that are killed, stopped and frozen on either side, and lose their brokers, while numbers pass through them.
 *
 * <p>{@code bench/chaos bridge} makes it long: {@code -Dbridge.numbers} (with more than the default everybody is hit in every way),
 * {@code -Dbridge.rate}, {@code -Dbridge.freeze} in seconds, {@code -Dbridge.seed}, {@code -Dbridge.form}.
 */
class BridgeChaosJarIT {
    private static final int SHORT = 2_000;
    private static final int NUMBERS = Integer.getInteger("bridge.numbers", SHORT);
    private static final int RATE = Integer.getInteger("bridge.rate", 1_000);
    private static final int FREEZE_SECONDS = Integer.getInteger("bridge.freeze", 1);
    private static final long SEED = Long.getLong("bridge.seed", System.nanoTime());
    private static final List<String> FORMS =
            List.of(System.getProperty("bridge.form", "mqtt-to-kafka,qos2,kafka-to-mqtt,share")
                    .split(","));
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static KafkaChild kafka;

    @BeforeAll
    static void start() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        kafka = new KafkaChild(
                folder,
                Arrays.stream(Form.values())
                        .map(form -> form.topic() + ":" + PARTITIONS)
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_acknowledged_arrives(Form form) throws IOException, MqttException {
        assumeTrue(FORMS.contains(form.topic()), "not asked for");
        Path sessions = Files.createDirectories(folder.resolve(form.topic()));
        try (Mosquitto mosquitto = Mosquitto.start(
                sessions,
                "allow_anonymous true",
                "persistence true",
                "persistence_location " + sessions + "/",
                "max_queued_messages 0")) {
            through(form, mosquitto, sessions);
        }
    }

    private static void through(Form form, Mosquitto mosquitto, Path sessions) throws MqttException {
        long begun = System.nanoTime();
        List<Strike> strikes = Strike.drawn(NUMBERS > SHORT ? Strike.ALL : form.few(), NUMBERS, SEED);
        String title = "bridge chaos " + form.topic() + ", " + NUMBERS + " numbers, seed " + SEED;
        System.out.println(title + ": " + strikes);
        try (Supervised bridge =
                        new Supervised(form.command(kafka.address(), mosquitto.port()), sessions, rightJar(form));
                Sink sink = sink(form, mosquitto);
                Source source = source(form, mosquitto)) {
            try {
                new BridgeRun(
                                kafka,
                                mosquitto,
                                sessions.resolve("mosquitto.db"),
                                source,
                                sink,
                                bridge,
                                RATE,
                                FREEZE_SECONDS)
                        .through(NUMBERS, strikes);
            } catch (AssertionError e) {
                throw new AssertionError(
                        title + ": " + e.getMessage() + "; " + source.acknowledged() + " acknowledged; "
                                + Verdict.of(sink.arrivals(), NUMBERS) + "; the bridge said:\n" + bridge.report(),
                        e);
            }
            assertEquals(143, bridge.stop(), bridge::report);
            List<Arrival> arrivals = sink.arrivals();
            Verdict verdict = Verdict.of(arrivals, NUMBERS);
            System.out.println(title + ": " + verdict + ", " + source.sentAgain() + " sent again by the source, "
                    + bridge.ends().size() + " left sides, "
                    + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s");
            judge(form, verdict, bridge::report);
            if (form.fromMqtt()) {
                leavesOutRepeats(form, arrivals, verdict);
            }
        }
    }

    private static void judge(Form form, Verdict verdict, Supplier<String> said) {
        assertEquals(0, verdict.missing(), said);
        assertEquals(0, verdict.strange(), said);
        assertEquals(0, verdict.confused(), said);
        if (form.ordered()) {
            assertEquals(0, verdict.misplaced(), said);
        }
    }

    /** Of the repeats those stay that nobody can recognise. */
    private static void leavesOutRepeats(Form form, List<Arrival> arrivals, Verdict verdict) {
        String[] args = {"-b", kafka.address(), "-t", form.topic(), "-e", "-q", "--dedupe", "header:mqtt.delivery"};
        try (Child reader = Child.jar("kafka-consumer", "kafka-consumer", args)) {
            Child.Ended ended = reader.ended(60);
            assertEquals(0, ended.status(), ended.err());
            assertEquals(
                    arrivals.stream().map(Arrival::number).distinct().count() + verdict.unmarked(),
                    ended.out().lines().count());
        }
    }

    private static String rightJar(Form form) {
        List<String> command = Child.command(form.rightTool(), form.rightTool());
        return command.get(command.size() - 1);
    }

    private static Sink sink(Form form, Mosquitto mosquitto) throws MqttException {
        return form.fromMqtt()
                ? new KafkaSink(kafka.address(), form.topic(), PARTITIONS)
                : new MqttSink(mosquitto.port());
    }

    private static Source source(Form form, Mosquitto mosquitto) {
        if (!form.fromMqtt()) {
            return new KafkaSource(kafka.address(), form.topic(), NUMBERS, RATE);
        }
        // What is published before the session begins is for nobody.
        Await.that("the session", 60, () -> mosquitto.said().contains("Sending SUBACK to bridge"));
        return new MqttSource(mosquitto.port(), form.qos(), NUMBERS, RATE);
    }
}
