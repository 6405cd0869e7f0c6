package org.kafkamqtt.mqtt.broker.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;

class RoutesTest {
    private static final String RULES =
            """
            routes:
              - mqtt: "sensors/{site}/{device}/#"
                kafka: "sensors.{site}"
                key: "{device}"
              - mqtt: "devices/{key}/commands"
                kafka: "commands"
              - mqtt: "alarms/#"
                kafka: "alarms"
              - mqtt: "rooms/{floor}/{room}"
                kafka: "rooms"
                key: "{floor}-{room}"
              - mqtt: "spread/{n}"
                kafka: "spread"
                balancer: round-robin
              - mqtt: "levels/{a}/{b}"
                key: "{b}"
                balancer: mqtt-level:2:murmur2
            """;

    @TempDir
    Path folder = Path.of("");

    private Routes routes = Routes.standard("mqtt");

    @BeforeEach
    void readRules() throws IOException {
        routes = of(RULES);
    }

    private Routes of(String rules) throws IOException {
        return Routes.read(Files.writeString(folder.resolve("routes.yaml"), rules), "mqtt");
    }

    private static Target target(Routes routes, String name) {
        return assertInstanceOf(Target.class, routes.target(name));
    }

    private static String reason(Routes routes, String name) {
        return assertInstanceOf(Refusal.class, routes.target(name)).reason();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private @Nullable String name(String kafkaTopic, @Nullable String key, @Nullable String header) {
        return routes.topicName(kafkaTopic, bytes(key), bytes(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "site-01/device-7", "/", "$x/y", "\u00fcber/\ud83d\ude00", " ", "a//b"})
    void sends_everything_to_the_messages_with_the_topic_name_as_key_by_default(String name) {
        Target target = target(Routes.standard("mqtt"), name);
        assertEquals("mqtt.messages", target.kafkaTopic());
        assertEquals(name, new String(target.key(), UTF_8));
        assertFalse(target.named());
        assertTrue(target.steady());
    }

    @Test
    void begins_the_default_topic_with_the_prefix() {
        assertEquals("iot.messages", target(Routes.standard("iot"), "a").kafkaTopic());
    }

    @ParameterizedTest
    @CsvSource({
        "sensors/north/7/temperature, sensors.north, 7, true",
        "sensors/north/7, sensors.north, 7, true",
        "sensors/north/7/a/b/c, sensors.north, 7, true",
        "sensors/north, mqtt.messages, sensors/north, false",
        "devices/7/commands, commands, 7, true",
        "devices/7/8/commands, mqtt.messages, devices/7/8/commands, false",
        "alarms, alarms, alarms, false",
        "alarms/fire, alarms, alarms/fire, false",
        "rooms/2/201, rooms, 2-201, true",
        "levels/x/y, mqtt.messages, y, true",
        "other, mqtt.messages, other, false",
    })
    void sends_a_topic_name_where_the_first_rule_that_matches_leads(
            String name, String kafkaTopic, String key, boolean named) {
        Target target = target(routes, name);
        assertEquals(kafkaTopic, target.kafkaTopic());
        assertEquals(key, new String(target.key(), UTF_8));
        assertEquals(named, target.named());
    }

    @Test
    void chooses_the_partition_that_the_java_client_would_choose() {
        Target target = target(routes, "site-01/device-7");
        int partition = target.balancer().choose(Message.of(target.key(), new byte[0]), Partitions.of(12));
        int expected = (org.apache.kafka.common.utils.Utils.murmur2(bytesOf("site-01/device-7")) & 0x7fffffff) % 12;
        assertEquals(expected, partition);
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"sensors/a/b, true", "spread/1, false", "levels/a/b, true", "other, true"})
    void knows_whether_the_partition_follows_from_the_topic_name(String name, boolean steady) {
        assertEquals(steady, target(routes, name).steady());
    }

    @Test
    void has_one_balancer_for_each_kafka_topic_of_a_rule() {
        assertSame(
                target(routes, "sensors/a/1").balancer(),
                target(routes, "sensors/a/2").balancer());
        assertNotSame(
                target(routes, "sensors/a/1").balancer(),
                target(routes, "sensors/b/1").balancer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sensors/no rth/7|'sensors.no rth', which has other characters than letters, digits, '.', '_' and '-'",
                "sensors/\u00e9/7|'sensors.\u00e9', which has other characters than letters, digits, '.', '_' and '-'",
                "sensors/\t/7|'sensors.?', which has other characters than letters, digits, '.', '_' and '-'",
            })
    void refuses_a_topic_name_that_makes_no_kafka_topic(String name, String words) {
        assertEquals("the Kafka topic would be " + words, reason(routes, name));
    }

    @Test
    void refuses_a_kafka_topic_that_is_too_long() {
        assertEquals(
                "the Kafka topic would be 'sensors." + "n".repeat(52) + "...', which is longer than 249 characters",
                reason(routes, "sensors/" + "n".repeat(242) + "/7"));
        assertEquals(
                249,
                target(routes, "sensors/" + "n".repeat(241) + "/7").kafkaTopic().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt.retained", "mqtt.sessions", "mqtt.nodes", "__consumer_offsets", ".", ".."})
    void lets_no_client_write_to_topics_that_are_not_for_messages(String topic) throws IOException {
        routes = of("routes: [{mqtt: 'any/{topic}/#', kafka: '{topic}'}]");
        assertTrue(reason(routes, "any/" + topic).startsWith("the Kafka topic would be '" + topic + "'"));
    }

    @Test
    void does_not_ask_the_next_rule_when_one_refuses() throws IOException {
        routes = of("routes: [{mqtt: 'a/{b}', kafka: 'a.{b}'}, {mqtt: 'a/#', kafka: 'rest'}]");
        assertInstanceOf(Refusal.class, routes.target("a/!"));
        assertEquals("rest", target(routes, "a/b/c").kafkaTopic());
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.messages, a/b, , a/b",
        "mqtt.messages, a/b, x/y, x/y",
        "mqtt.messages, , x/y, x/y",
        "alarms, alarms/fire, , alarms/fire",
        "alarms, k, alarms/fire, alarms/fire",
        "commands, 7, , devices/7/commands",
        "commands, 7, devices/8/commands, devices/8/commands",
        "rooms, 2-201, , rooms/2/201",
        "rooms, 2-201-a, , rooms/2/201-a",
        "sensors.north, 7, sensors/north/7/temperature, sensors/north/7/temperature",
    })
    void tells_the_topic_name_of_a_record(
            String kafkaTopic, @Nullable String key, @Nullable String header, String name) {
        assertEquals(name, name(kafkaTopic, key, header));
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.messages, , ",
        "mqtt.messages, a/+, ",
        "mqtt.messages, a/#, ",
        "mqtt.messages, '', ",
        "mqtt.messages, '', ''",
        "mqtt.messages, alarms/fire, ",
        "alarms, other, ",
        "commands, a/b, ",
        "commands, , devices/+/commands",
        "rooms, 2, ",
        "sensors.north, 7, ",
        "sensors.north, 7, sensors/south/7",
        "elsewhere, a, ",
        "elsewhere, a, a",
        "mqtt.retained, a, ",
    })
    void gives_no_topic_name_to_other_records(String kafkaTopic, @Nullable String key, @Nullable String header) {
        assertNull(name(kafkaTopic, key, header));
    }

    @Test
    void goes_by_the_key_where_the_header_is_no_use() {
        assertEquals("a/b", name("mqtt.messages", "a/b", "x/#"));
        assertEquals("a/b", name("mqtt.messages", "a/b", "alarms/fire"));
        assertEquals("devices/7/commands", name("commands", "7", "elsewhere"));
    }

    @Test
    void takes_no_key_for_a_topic_name_that_is_not_utf_8_or_too_long() {
        assertNull(routes.topicName("mqtt.messages", new byte[] {'a', (byte) 0xff}, null));
        assertNull(routes.topicName("mqtt.messages", new byte[] {'a', 0}, null));
        byte[] longest = "a".repeat(65_535).getBytes(UTF_8);
        assertEquals("a".repeat(65_535), routes.topicName("mqtt.messages", longest, null));
        assertNull(routes.topicName("mqtt.messages", "a".repeat(65_536).getBytes(UTF_8), null));
    }

    @Test
    void a_level_makes_no_topic_name_that_another_rule_takes() throws IOException {
        routes = of("routes: [{mqtt: 'd/stop/now', kafka: urgent}, {mqtt: 'd/{key}/now', kafka: slow}]");
        assertEquals("d/go/now", name("slow", "go", null));
        assertNull(name("slow", "stop", null));
    }

    /** What is published and what is read agree for every name, header or not. */
    @Test
    void every_topic_name_comes_back_from_its_record() {
        List<String> levels = List.of("sensors", "devices", "commands", "alarms", "rooms", "a-b", "x.y", "", "7");
        for (String one : levels) {
            for (String two : levels) {
                for (String three : levels) {
                    String name = one + "/" + two + "/" + three;
                    Target target = target(routes, name);
                    byte[] header = target.named() ? name.getBytes(UTF_8) : null;
                    assertEquals(name, routes.topicName(target.kafkaTopic(), target.key(), header));
                }
            }
        }
    }

    /** Whatever the header says, a name that is computed leads to the place of the record. */
    @Test
    void every_computed_name_leads_to_its_record() {
        List<String> keys =
                List.of("", "a", "a-b", "a-b-c", "-", "a/b", "alarms/x", "7", "devices/7/commands", "sensors/a/b");
        for (String topic : List.of("mqtt.messages", "commands", "alarms", "rooms", "sensors.a", "spread")) {
            for (String key : keys) {
                String name = name(topic, key, null);
                if (name != null) {
                    assertEquals(topic, target(routes, name).kafkaTopic());
                    assertEquals(key, new String(target(routes, name).key(), UTF_8));
                }
            }
        }
    }

    @Test
    void remembers_answers_for_no_other_question() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                String name = "devices/" + i + "/commands";
                assertEquals(String.valueOf(i), new String(target(routes, name).key(), UTF_8));
                assertEquals(name, name("commands", String.valueOf(i), null));
                assertEquals("n" + i, name("mqtt.messages", "n" + i, null));
            }
        }
    }

    @Test
    void gives_the_same_answer_when_it_is_asked_again() {
        assertSame(routes.target("devices/7/commands"), routes.target("devices/7/commands"));
        assertSame(name("commands", "7", null), name("commands", "7", null));
    }

    @Test
    void keeps_its_memory_when_a_key_is_changed_later() {
        byte[] key = {'a'};
        assertEquals("a", routes.topicName("mqtt.messages", key, null));
        key[0] = 'b';
        assertEquals("b", routes.topicName("mqtt.messages", key, null));
        assertEquals("a", name("mqtt.messages", "a", null));
    }

    @Test
    void names_the_topics_that_must_exist() {
        assertEquals(
                new TreeSet<>(List.of("alarms", "commands", "mqtt.messages", "rooms", "spread")), routes.fixedTopics());
        assertEquals(
                new TreeSet<>(List.of("mqtt.messages")), Routes.standard("mqtt").fixedTopics());
    }

    @Test
    void finds_the_existing_topics_that_a_rule_with_variables_leads_to() {
        assertEquals(
                new TreeSet<>(List.of(
                        "alarms", "commands", "mqtt.messages", "rooms", "sensors.north", "sensors.south", "spread")),
                routes.kafkaTopics(
                        List.of("sensors.south", "sensors.north", "sensor.x", "orders", "mqtt.retained", "__offsets")));
    }

    @Test
    void leaves_topics_that_are_not_for_messages_out_even_if_a_rule_would_lead_there() throws IOException {
        routes = of("routes: [{mqtt: 'any/{topic}', kafka: '{topic}'}]");
        assertEquals(
                new TreeSet<>(List.of("mqtt.messages", "orders")),
                routes.kafkaTopics(List.of("orders", "mqtt.retained", "mqtt.sessions", "mqtt.nodes", "__offsets")));
    }

    @Test
    void needs_no_default_topic_when_a_rule_takes_everything() throws IOException {
        routes = of("routes: [{mqtt: '{first}/#', kafka: all}]");
        assertEquals(new TreeSet<>(List.of("all")), routes.fixedTopics());
        assertEquals("all", target(routes, "$x/y").kafkaTopic());
    }
}
