package org.kafkamqtt.mqtt.broker.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class RoutesFileTest {
    @TempDir
    Path folder = Path.of("");

    private Routes read(String text) throws IOException {
        return Routes.read(Files.writeString(folder.resolve("r.yaml"), text), "mqtt");
    }

    /** The sentence without the folder. */
    private String refused(String text) {
        Failure failure = assertThrows(Failure.class, () -> read(text));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence().replace(folder + "/", "");
    }

    private List<String> shown(List<String> sentences) {
        return sentences.stream().map(said -> said.replace(folder + "/", "")).toList();
    }

    @Test
    void reads_the_example_of_the_manual() throws IOException {
        Routes routes = read(
                """
                # a comment
                routes:
                  - mqtt: "sensors/{site}/{device}/#"
                    kafka: "sensors.{site}"
                    key: "{device}"
                    balancer: murmur2
                  - {mqtt: "devices/{key}/commands", kafka: commands}
                """);
        assertEquals(3, routes.rules().size());
        assertEquals(List.of(), routes.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes: []", "routes:\n- mqtt: a\n", "\ufeffroutes: []", "---\nroutes: []\n...\n"})
    void reads_small_files(String text) throws IOException {
        assertInstanceOf(Target.class, read(text).target("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "balancer-path: []"})
    void refuses_a_file_without_routes(String text) {
        assertTrue(refused(text)
                .matches("r\\.yaml: there is no 'routes:' with a list of routes in it"
                        + "|r\\.yaml:\\d: the file must have names and values, such as routes: ..., found nothing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|1: the file must have names and values, such as routes: ..., found a list",
                "routes|1: the file must have names and values, such as routes: ..., found text",
                "routes: 7|1: routes must be a list, with '- ' before each entry, found a number",
                "routes: {mqtt: a}|1: routes must be a list, with '- ' before each entry, found a mapping",
                "routes: [a]|1: a route must have names and values, such as mqtt: ..., found text",
                "rotues: []|1: 'rotues' is not known here, did you mean 'routes'?",
                "topics: []|1: 'topics' is not known here; the file has routes, balancer-path",
                "routes: [{mqtt: a, kafak: b}]|1: 'kafak' is not known here, did you mean 'kafka'?",
                "routes: [{mqtt: a, mqtt: b}]|1: 'mqtt' is there twice",
                "routes: [{mqtt: 7}]|1: mqtt must be text, found a number: put it in quotes",
                "routes: [{mqtt: true}]|1: mqtt must be text, found true or false: put it in quotes",
                "routes: [{mqtt: [a]}]|1: mqtt must be text, found a list",
                "routes: [{mqtt: a, key: {a}}]|1: key must be text, found a mapping: put it in quotes",
                "routes: [{mqtt: }]|1: mqtt must be text, found nothing: leave it out, or put what begins with # in quotes",
                "routes: [{kafka: a}]|1: a route needs 'mqtt:' with a topic filter, such as \"sensors/{site}/#\"",
            })
    void refuses_what_is_not_of_the_form(String text, String sentence) {
        assertEquals("r.yaml:" + sentence, refused(text));
    }

    @Test
    void says_in_which_line() {
        assertEquals(
                "r.yaml:4: 'keys' is not known here, did you mean 'key'?",
                refused("routes:\n  - mqtt: a\n    kafka: b\n    keys: c\n"));
        assertEquals(
                "r.yaml:3: mqtt: '+' must be a whole level, found 'b+'", refused("routes:\n- mqtt: a\n- mqtt: a/b+\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routes:\n- mqtt: {a}/b\n",
                "routes:\n  - mqtt: a\n b: c",
                "a: 'b",
                "a: b: c",
                "\t",
                "routes: [}",
                "@"
            })
    void says_that_a_file_is_not_yaml(String text) {
        String said = refused(text);
        assertTrue(
                said.matches(
                        "r\\.yaml:\\d+: this is not YAML: [^\\n]+; text that begins with \\{, \\* or # needs quotes"),
                said);
    }

    @Test
    void refuses_a_second_document() {
        assertTrue(refused("routes: []\n---\nroutes: []\n").startsWith("r.yaml:2: this is not YAML: "));
    }

    @Test
    void refuses_merged_keys_as_it_refuses_all_unknown_ones() {
        assertEquals(
                "r.yaml:1: '<<' is not known here; a route has mqtt, kafka, key, balancer, balancer-opt",
                refused("routes: [&x {mqtt: a}, {<<: *x}]".replace("[&x {mqtt: a}, {<<: *x}]", "[{\"<<\": a}]")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mqtt: a/{b}, kafka: 'x.{c}'|{c} is not in \"a/{b}\", did you mean {b}?",
                "mqtt: a/{site}, key: '{sit}'|{sit} is not in \"a/{site}\", did you mean {site}?",
                "mqtt: a/{device}, key: '{key}'|{key} is not in \"a/{device}\"; name a level of it so",
                "mqtt: a/+, key: '{device}'|{device} is not in \"a/+\"; name a level of it so",
                "mqtt: 'a/{key}', key: 'x{key}'|{key} in mqtt is the key already: leave key out, or give that level another name",
                "mqtt: a, key: ''|the key is empty: leave it out, and the topic name is the key",
                "mqtt: a, kafka: ''|the Kafka topic '' is empty",
                "mqtt: a, kafka: '..'|the Kafka topic '..' is not a name",
                "mqtt: a, kafka: 'a/b'|a Kafka topic has only letters, digits, '.', '_' and '-' in its name: 'a/b'",
                "mqtt: 'a/{b}', kafka: 'a/{b}'|a Kafka topic has only letters, digits, '.', '_' and '-' in its name: 'a/{b}'",
                "mqtt: a, kafka: mqtt.retained|the Kafka topic 'mqtt.retained' is not for messages",
                "mqtt: a, kafka: __consumer_offsets|the Kafka topic '__consumer_offsets' is not for messages",
                "mqtt: a, kafka: '{b'|kafka: a variable is written {name}, with letters, digits, '_' and '-': '{b'",
                "mqtt: a, balancer: murmur|no balancer is called 'murmur', did you mean 'murmur2'?",
                "mqtt: a, balancer-opt: {sede: 7}|balancer murmur2 has no option 'sede', it has consistent, seed",
            })
    void refuses_rules_that_make_no_sense(String rule, String sentence) {
        String text = "routes: [{"
                + rule.replace("mqtt: a/{b}", "mqtt: 'a/{b}'")
                        .replace("mqtt: a/{site}", "mqtt: 'a/{site}'")
                        .replace("mqtt: a/{device}", "mqtt: 'a/{device}'")
                + "}]";
        assertEquals("r.yaml:1: " + sentence, refused(text));
    }

    @Test
    void refuses_a_rule_that_is_never_used() {
        assertEquals(
                "r.yaml:4: this route is never used: \"sensors/#\" in line 2 takes all that \"sensors/{site}/#\" is for;"
                        + " put this one first",
                refused("routes:\n- mqtt: sensors/#\n- mqtt: other\n- mqtt: sensors/{site}/#\n"));
    }

    @Test
    void takes_rules_that_overlap_in_part() throws IOException {
        assertEquals(
                3, read("routes: [{mqtt: 'a/+/c'}, {mqtt: 'a/b/+'}]").rules().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "balancer: random|r.yaml:1: balancer random does not keep the order of a topic name: the key is ignored",
                "balancer: 'json-pointer:/id:murmur2'|r.yaml:1: balancer json-pointer:/id:murmur2 does not keep the order"
                        + " of a topic name: same JSON member '/id', same partition",
            })
    void warns_of_a_balancer_that_breaks_the_order_of_a_topic_name(String balancer, String warning) throws IOException {
        assertEquals(
                List.of(warning),
                shown(read("routes: [{mqtt: a, " + balancer + "}]").warnings()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "murmur2",
                "crc32",
                "kafka-go:Hash",
                "mqtt-level:1:murmur2",
                "prefix:/:murmur2",
                "murmur2,or-else,random"
            })
    void does_not_warn_of_a_balancer_that_keeps_it(String balancer) throws IOException {
        assertEquals(
                List.of(),
                read("routes: [{mqtt: a, balancer: '" + balancer + "'}]").warnings());
    }

    @Test
    void warns_if_clients_can_write_to_any_topic() throws IOException {
        assertEquals(
                List.of("r.yaml:1: clients can write to any Kafka topic, since kafka \"{a}\" is nothing but variables;"
                        + " begin it with some text"),
                shown(read("routes: [{mqtt: '{a}', kafka: '{a}'}]").warnings()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mqtt: 's/{site}/{device}/#', kafka: 's.{site}', key: '{device}'|'#' is in neither the Kafka topic nor the key",
                "mqtt: 's/{site}/{device}', kafka: s, key: '{device}'|{site} is in neither the Kafka topic nor the key",
                "mqtt: 's/{a}/{b}/{c}', kafka: s, key: '{b}'|{a}, {c} are in neither the Kafka topic nor the key",
                "mqtt: 's/{a}/{b}', kafka: s, key: '{a}{b}'|nothing is between {a}{b}",
            })
    void says_which_rules_have_no_way_back_for_plain_producers(String rule, String clause) throws IOException {
        assertEquals(
                List.of("r.yaml:1: records of plain producers reach nobody without the header mqtt.topic: " + clause),
                shown(read("routes: [{" + rule + "}]").remarks()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqtt: 's/#', kafka: s",
                "mqtt: 's/{site}/{device}', kafka: 's.{site}', key: '{device}'",
                "mqtt: 's/{a}/{b}', kafka: s, key: '{a}-{b}'",
                "mqtt: 'devices/{key}/commands', kafka: commands",
            })
    void says_nothing_of_rules_that_have_one(String rule) throws IOException {
        assertEquals(List.of(), read("routes: [{" + rule + "}]").remarks());
    }

    @Test
    void takes_options_of_a_balancer_as_they_are_written() throws IOException {
        Path table = Files.writeString(folder.resolve("table"), "*\t2\n");
        Routes routes = read("routes: [{mqtt: a, balancer: table, balancer-opt: {file: '" + table + "'}}]");
        assertEquals(List.of(), routes.warnings());
    }

    @Test
    void takes_a_balancer_of_the_users_own() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Last.java"),
                "public class Last implements org.kafkamqtt.balancer.Balancer {"
                        + " public int choose(org.kafkamqtt.balancer.Message m, org.kafkamqtt.balancer.Partitions p) {"
                        + " return p.id(p.count() - 1); } }");
        Routes routes = read("routes: [{mqtt: a, balancer: '" + source + "'}]");
        Target target = assertInstanceOf(Target.class, routes.target("a"));
        assertEquals(
                4,
                target.balancer()
                        .choose(org.kafkamqtt.balancer.Message.of("a"), org.kafkamqtt.balancer.Partitions.of(5)));
    }

    @Test
    void refuses_a_path_that_does_not_exist() {
        assertTrue(refused("balancer-path: [/none/such.jar]\nroutes: []").startsWith("r.yaml:1: "));
    }

    @Test
    void refuses_a_file_that_cannot_be_read() {
        Failure failure = assertThrows(Failure.class, () -> Routes.read(folder.resolve("none"), "mqtt"));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().startsWith("cannot read the routes in "), failure.sentence());
    }
}
