package org.kafkamqtt.mqtt.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.broker.route.Routes;

class RoutesViewTest {
    private static final String RULES =
            """
            routes:
              - {mqtt: "sensors/{site}/{device}/#", kafka: "sensors.{site}", key: "{device}"}
              - {mqtt: "devices/{key}/commands", kafka: commands}
              - {mqtt: "spread/#", kafka: spread, balancer: round-robin}
            """;

    @TempDir
    Path folder = Path.of("");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ExitStatus run(String... words) throws IOException {
        List<String> all = new ArrayList<>(
                List.of(Files.writeString(folder.resolve("r.yaml"), RULES).toString(), "-q"));
        all.addAll(List.of(words));
        return Tool.run(
                new RoutesView(),
                Console.of("mqtt-broker routes", InputStream.nullInputStream(), out, err),
                all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    @Test
    void shows_where_topic_names_go() throws IOException {
        assertEquals(ExitStatus.OK, run("sensors/north/7/temperature", "devices/7/commands", "any/thing"));
        assertEquals(
                """
                sensors/north/7/temperature	sensors.north	7	mqtt.topic	header
                devices/7/commands	commands	7	mqtt.topic	key
                any/thing	mqtt.messages	any/thing	-	key
                """,
                out());
    }

    @Test
    void shows_partitions_where_they_follow_from_the_topic_name() throws IOException {
        assertEquals(ExitStatus.OK, run("-p", "12", "--prefix", "iot", "spread/a", "site-01/device-7"));
        assertEquals(
                "spread/a\tspread\tspread/a\tany\t-\tkey\n" + "site-01/device-7\tiot.messages\tsite-01/device-7\t"
                        + murmur2("site-01/device-7") + "\t-\tkey\n",
                out());
    }

    private static int murmur2(String key) {
        return (org.apache.kafka.common.utils.Utils.murmur2(key.getBytes(UTF_8)) & 0x7fffffff) % 12;
    }

    @Test
    void writes_json_lines() throws IOException {
        assertEquals(ExitStatus.PARTIAL, run("--json", "-p", "1", "sensors/north/7", "spread/a", "sensors/no rth/7"));
        assertEquals(
                """
                {"topic":"sensors/north/7","kafkaTopic":"sensors.north","key":"7","partition":0,"header":true,"reversible":false}
                {"topic":"spread/a","kafkaTopic":"spread","key":"spread/a","partition":null,"header":false,"reversible":true}
                {"topic":"sensors/no rth/7","refused":"the Kafka topic would be 'sensors.no rth', which has other characters than letters, digits, '.', '_' and '-'"}
                """,
                out());
    }

    @Test
    void says_which_topic_names_go_nowhere() throws IOException {
        assertEquals(ExitStatus.FAILED, run("sensors/no rth/7"));
        assertEquals("sensors/no rth/7\t-\t-\t-\t-\n", out());
        assertTrue(
                err.toString(UTF_8).startsWith("mqtt-broker routes: sensors/no rth/7: the Kafka topic would be"),
                err.toString(UTF_8));
    }

    @Test
    void shows_the_routes_themselves() throws IOException {
        assertEquals(ExitStatus.OK, run());
        assertEquals(
                """
                sensors/{site}/{device}/#	sensors.{site}	{device}	murmur2	header
                devices/{key}/commands	commands	{key}	murmur2	key
                spread/#	spread	topic name	round-robin	key
                #	mqtt.messages	topic name	murmur2	key
                """,
                out());
    }

    @Test
    void refuses_a_topic_filter() throws IOException {
        assertEquals(ExitStatus.USAGE, run("sensors/+/x"));
        assertTrue(err.toString(UTF_8).contains("a topic name must not contain '+'"), err.toString(UTF_8));
    }

    @Test
    void keeps_a_line_a_line_whatever_is_in_a_name() throws IOException {
        assertEquals(ExitStatus.OK, run("a\tb\nc"));
        assertEquals(1, out().lines().count(), out());
    }

    @Test
    void lays_out_a_table_that_fits() {
        Bytes table = new Bytes();
        Routes routes = Routes.standard("mqtt");
        RouteLines.ofNames(List.of(Placement.of(routes, "site-01/device-7", OptionalInt.of(12))), true)
                .table(table, 80, false);
        String text = new String(table.toArray(), UTF_8);
        assertTrue(
                text.startsWith("TOPIC NAME        KAFKA TOPIC    KEY               PARTITION  HEADER  BACK BY\n"),
                text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    }
}
