package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.json.Envelope;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** Topics and payloads that nobody thought of, through mosquitto, which is the judge. */
class MqttFuzzJarIT {
    private static final int MESSAGES = 500;
    private static final int NAMES = 80;
    private static final int FILTERS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20_261_123);

    private Mosquitto broker() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        // With its window of 20 mosquitto 2.0.11 sends one in some thousand messages of mixed QoS to nobody, its own
        // client included.
        return Mosquitto.start(folder, "allow_anonymous true", "max_queued_messages 0", "max_inflight_messages 0");
    }

    @Test
    void random_names_and_payloads_arrive_as_they_were_sent() throws Exception {
        List<String> sent = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            String topic = "fuzz/" + name();
            byte[] payload = payload(i);
            sent.add(shown(topic, payload));
            lines.append("{\"topic\":\"")
                    .append(escaped(topic))
                    .append("\",\"qos\":")
                    .append(i % 3)
                    .append(",\"payload_b64\":\"")
                    .append(Base64.getEncoder().encodeToString(payload))
                    .append("\"}\n");
        }
        try (Mosquitto broker = broker();
                Child subscriber = Child.jar(
                        "mqtt-subscribe",
                        "mqtt-subscribe",
                        "-p",
                        Integer.toString(broker.port()),
                        "-t",
                        "fuzz/#",
                        "-q",
                        "2",
                        "-J",
                        "-C",
                        Integer.toString(MESSAGES),
                        "-W",
                        "40")) {
            Await.that("subscription", 20, () -> broker.said().contains("\tfuzz/# (QoS"));
            try (Child publisher =
                    Child.jar("mqtt-publish", "mqtt-publish", "-p", Integer.toString(broker.port()), "-J")) {
                Child.Ended ended = publisher.type(lines.toString()).endInput().ended(40);
                assertEquals(0, ended.status(), ended.err());
            }
            Child.Ended ended = subscriber.ended(50);
            assertEquals(0, ended.status(), ended.err());
            List<String> heard = new ArrayList<>();
            for (String line : ended.out().lines().toList()) {
                byte[] json = line.getBytes(UTF_8);
                Envelope envelope = new EnvelopeReader().read(json, 0, json.length);
                byte[] value = envelope.value();
                heard.add(shown(envelope.topic().orElseThrow(), value == null ? new byte[0] : value));
            }
            // Messages of different QoS may overtake each other.
            assertEquals(
                    sent.stream().sorted().toList(), heard.stream().sorted().toList());
        }
    }

    private static String shown(String topic, byte[] payload) {
        return escaped(topic) + " " + Base64.getEncoder().encodeToString(payload);
    }

    private static String escaped(String text) {
        return text.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining());
    }

    /** Any characters that MQTT allows and mosquitto passes on: neither wildcards, controls, surrogates alone nor non-characters. */
    private String name() {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            int c = random.nextInt(4) == 0 ? random.nextInt(0x20, 0x11_0000) : random.nextInt(0x20, 0x7f);
            boolean allowed = Character.isDefined(c)
                    && !Character.isISOControl(c)
                    && !(c >= 0xd800 && c <= 0xdfff)
                    && !(c >= 0xfdd0 && c <= 0xfdef)
                    && (c & 0xfffe) != 0xfffe
                    && c != '+'
                    && c != '#';
            name.appendCodePoint(allowed ? c : '/');
        }
        return name.toString();
    }

    private byte[] payload(int i) {
        byte[] payload = new byte[i % 50 == 0 ? random.nextInt(100_000) : random.nextInt(40)];
        random.nextBytes(payload);
        return payload;
    }

    @Test
    void filters_match_what_the_broker_says() throws Exception {
        Set<String> names = new TreeSet<>();
        while (names.size() < NAMES) {
            String name = levels(List.of("", "a", "b", "ab", "\u00fc"));
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        int matched = 0;
        // Paho tells of a delivery before it counts it as done, and its default of 10 can then be full.
        MqttConnectOptions roomy = new MqttConnectOptions();
        roomy.setMaxInflight(NAMES + FILTERS);
        try (Mosquitto broker = broker();
                StockPaho judge = StockPaho.on(broker.port(), "judge", roomy)) {
            for (String name : names) {
                judge.client.publish(name, name.getBytes(UTF_8), 1, true).waitForCompletion(StockPaho.LIMIT_MILLIS);
            }
            judge.client.subscribe("$end", 1).waitForCompletion(StockPaho.LIMIT_MILLIS);
            for (int i = 0; i < FILTERS; i++) {
                String filter = levels(List.of("", "a", "b", "ab", "\u00fc", "+", "+")) + (i % 3 == 0 ? "/#" : "");
                if (filter.isEmpty()) {
                    continue;
                }
                TopicFilter ours = new TopicFilter(filter);
                Set<String> said = said(judge, filter);
                assertEquals(names.stream().filter(ours::matches).collect(Collectors.toSet()), said, filter);
                matched += said.size();
            }
        }
        assertTrue(matched > FILTERS, matched + " matched");
    }

    /** What the broker keeps under this filter. */
    private Set<String> said(StockPaho judge, String filter) throws Exception {
        int before = judge.heard().size();
        judge.client.subscribe(filter, 1).waitForCompletion(StockPaho.LIMIT_MILLIS);
        String end = "end of " + random.nextLong();
        judge.publish("$end", 1, end);
        Await.that("the end", 10, () -> judge.heard().contains(end));
        judge.client.unsubscribe(filter).waitForCompletion(StockPaho.LIMIT_MILLIS);
        return judge.heard().stream()
                .skip(before)
                .filter(each -> !each.equals(end))
                .collect(Collectors.toSet());
    }

    private String levels(List<String> levels) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(levels.get(random.nextInt(levels.size()))).append(i > 0 ? "/" : "");
        }
        return text.toString();
    }
}
