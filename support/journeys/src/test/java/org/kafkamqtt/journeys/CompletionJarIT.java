package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Pty;

/** What real shells offer while a command line of a tool is typed. */
class CompletionJarIT {
    private static final String NOBODY = "127.0.0.1:1";

    private final Sandbox sandbox = SharedSandbox.get();

    /** On a busy machine a second is not enough. */
    private static Map<String, String> patient() {
        return Map.of("KAFKA_MQTT_COMPLETION_TIMEOUT", "30s", "KAFKA_MQTT_CDS", "off");
    }

    private static void needs(String shell) {
        assumeTrue(Child.installed(shell), shell + " is not installed: its completion is not tried");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static List<String> answer(List<String> command, Map<String, String> environment) {
        try (Child shell = Child.program(command, environment)) {
            Child.Ended ended = shell.endInput().ended(60);
            assertEquals("", ended.err());
            return ended.out().lines().filter(line -> !line.isEmpty()).toList();
        }
    }

    /** What bash offers at the end of a line, which it splits at = and : as well. */
    private static List<String> bash(String line, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.addAll(List.of(word.split("(?<=[=:])|(?=[=:])", -1)));
        }
        String tool = words.get(0);
        String script = "cd " + quoted(Child.root().toString()) + "; source <(bin/" + tool
                + " completion bash); COMP_WORDS=(bin/"
                + words.stream().map(CompletionJarIT::quoted).collect(Collectors.joining(" "))
                + "); COMP_CWORD=" + (words.size() - 1) + "; COMP_LINE=" + quoted("bin/" + line)
                + "; COMP_POINT=${#COMP_LINE}; complete -p " + tool + " >/dev/null && _" + tool.replace('-', '_')
                + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return answer(List.of("bash", "--norc", "-u", "-c", script), environment);
    }

    private static List<String> fish(String line, Map<String, String> environment) {
        String tool = line.substring(0, line.indexOf(' '));
        String script = "cd " + quoted(Child.root().toString()) + "; source (bin/" + tool
                + " completion fish | psub); complete -C " + quoted("bin/" + line);
        return answer(List.of("fish", "--no-config", "-c", script), environment).stream()
                .map(offered -> offered.replaceFirst("\t.*", ""))
                .toList();
    }

    /** Types a line and a tab into zsh, and waits for what is to come of it. */
    private static void zsh(String line, Map<String, String> environment, String... wanted) {
        String tool = line.substring(0, line.indexOf(' '));
        try (Pty shell = Pty.start(200, 50, "zsh -f -i", environment)) {
            shell.type("PS1='% '; autoload -Uz compinit; compinit -u -D; source <(bin/" + tool
                    + " completion zsh); echo RE\"\"ADY\n");
            Await.that("zsh", 60, () -> shell.sent().contains("READY"));
            int before = shell.sent().length();
            // The first one may only add what all have in common.
            shell.type("bin/" + line + "\t\t");
            Stream.of(wanted)
                    .forEach(word -> Await.that(word + " after " + line, 60, () -> shell.sent()
                            .substring(before)
                            .contains(word)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka-consumer --isol | --isolation-level",
                "kafka-consumer --isolation-level  | read_committed",
                "kafka-consumer --isolation-level=read_c | read_committed",
                "kafka-consumer lag --js | --json",
                "kafka-consumer off | offsets",
                "kafka-topics des | describe",
                "kafka-consumer -ob | -obeginning",
                "kafka-consumer --balancer kafka-go:Ha | Hash",
                "kafka-consumer --out d | docs",
                "kafka-producer -z gz | gzip",
                "kafka-producer -K : -l READ | README.md",
                "mqtt-publish -q  | 1",
                "mqtt-subscribe --help=deli | ''",
                "mqtt-broker rou | routes",
                "mqtt-broker --pref | --prefix",
                "balancer sim | simulate",
                "balancer simulate --par | --partitions",
                "balancer describe murmur2_r | murmur2_random",
                "sandbox --kafka-o | --kafka-only"
            })
    void bash_offers_what_can_be_typed_there(String line, String offered) {
        needs("bash");
        // The table's trimming takes a blank at the end away.
        String typed = line.endsWith("level") || line.endsWith("-q") ? line + " " : line;
        List<String> found = bash(typed, Map.of());
        assertTrue(offered.isEmpty() ? found.isEmpty() : found.contains(offered), found::toString);
    }

    @Test
    void bash_offers_topics_and_groups_of_the_broker_that_is_typed() {
        needs("bash");
        String topic = "bash-" + UUID.randomUUID();
        sandbox.createTopic(topic, 1);
        String broker = "-b " + sandbox.kafkaAddress();
        assertEquals(List.of(topic), bash("kafka-consumer " + broker + " -t " + topic.substring(0, 9), patient()));
        assertEquals(
                List.of("-t" + topic), bash("kafka-producer " + broker + " -t" + topic.substring(0, 9), patient()));
        assertEquals(List.of(topic), bash("kafka-consumer offsets " + broker + " " + topic.substring(0, 9), patient()));
        Child.Ended read = Jars.run("kafka-consumer " + broker + " -q -e -g " + topic + "-group " + topic);
        assertEquals(0, read.status(), read.err());
        assertEquals(
                List.of(topic + "-group"),
                bash("kafka-consumer lag " + broker + " " + topic.substring(0, 9), patient()));
        assertEquals(
                List.of(topic + "-group"),
                bash("kafka-consumer -b $BROKER -g " + topic.substring(0, 9), with(patient(), "BROKER")));
    }

    private Map<String, String> with(Map<String, String> environment, String variable) {
        Map<String, String> more = new java.util.HashMap<>(environment);
        more.put(variable, sandbox.kafkaAddress());
        return more;
    }

    @Test
    void a_broker_that_is_not_there_is_offered_nothing_and_waited_for_no_longer_than_a_second() {
        long began = System.nanoTime();
        try (Child asked = Child.jar("kafka-consumer", "kafka-consumer", "completion", "topics", "-b", NOBODY, "-e")) {
            Child.Ended ended = asked.endInput().ended(60);
            assertEquals(new Child.Ended(0, "", ""), ended);
        }
        // A second of waiting, and the start of a JVM on a machine that runs other tests.
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"topics -X nonsense", "groups -b", "topics --profile missing", "groups --cert /missing -b a:1"})
    void whatever_is_wrong_while_a_line_is_typed_is_not_said(String words) {
        List<String> args = new ArrayList<>(List.of("completion"));
        args.addAll(List.of(words.split(" ", -1)));
        try (Child asked = Child.jar("kafka-consumer", "kafka-consumer", args.toArray(String[]::new))) {
            assertEquals(new Child.Ended(0, "", ""), asked.endInput().ended(60));
        }
    }

    @Test
    void fish_offers_options_values_commands_and_topics() {
        needs("fish");
        String topic = "fish-" + UUID.randomUUID();
        sandbox.createTopic(topic, 1);
        assertEquals(List.of("--isolation-level"), fish("kafka-consumer --isol", Map.of()));
        assertEquals(
                List.of("read_committed", "read_uncommitted"), fish("kafka-consumer --isolation-level ", Map.of()));
        assertEquals(List.of("simulate"), fish("balancer simu", Map.of()));
        assertEquals(List.of("--partitions"), fish("balancer simulate --part", Map.of()));
        assertEquals(
                List.of(topic),
                fish("kafka-consumer -b " + sandbox.kafkaAddress() + " -t " + topic.substring(0, 9), patient()));
    }

    @Test
    void zsh_offers_options_values_commands_and_topics() {
        needs("zsh");
        assumeTrue(Pty.available(), "no terminal can be made: zsh is not tried");
        String topic = "zsh-" + UUID.randomUUID();
        sandbox.createTopic(topic, 1);
        zsh("kafka-consumer --isolation-level ", Map.of(), "read_committed", "read_uncommitted");
        zsh("balancer ", Map.of(), "simulate", "describe");
        zsh("balancer simulate --", Map.of(), "--partitions", "--zipf");
        String rest = topic.substring(9);
        zsh("kafka-consumer -b " + sandbox.kafkaAddress() + " -t " + topic.substring(0, 9), patient(), rest);
    }
}
