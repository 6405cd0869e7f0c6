package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/**
 * The launchers where little is given: no environment, no locale, no descriptors, no memory. What is typed arrives as typed, and
 * what cannot be done is never a 0.
 */
class HardTimesJarIT {
    private static final String WORD = "küche/温度-🌡";
    private static final String SMALL = "JAVA_OPTS=-Xmx48m KAFKA_MQTT_CDS=off ";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final Sandbox sandbox = SharedSandbox.get();
    private final String kafka = " -b " + sandbox.kafkaAddress() + " ";
    private final String mqtt = " -p " + sandbox.mqttAddress().replaceFirst(".*:", "") + " ";
    private final String unique = UUID.randomUUID().toString();

    /** Runs a shell line; the tools are those of {@code bin/}, and nothing is in the environment but where Java is. */
    private Child.Ended run(String environment, String line) {
        String tools = Child.root().resolve("bin").toString();
        String script = "cd '" + folder + "' && " + line;
        return ended(
                "env -i PATH='" + tools + "':\"$PATH\" JAVA_HOME='" + System.getProperty("java.home") + "' "
                        + environment + " sh -c \"$SCRIPT\"",
                script);
    }

    private static Child.Ended ended(String line, String script) {
        try (Child child = Child.program(List.of("bash", "-c", line), Map.of("SCRIPT", script))) {
            return child.endInput().ended(120);
        }
    }

    private static void fine(String out, Child.Ended ended) {
        assertEquals(new Child.Ended(0, out, ""), ended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KAFKA_MQTT_CDS=off", "LC_ALL=C", "LANG=xx_YY.UTF-8", "LC_ALL=de_DE.ISO-8859-1"})
    void words_of_any_alphabet_arrive_as_typed_without_a_locale(String locale) throws IOException {
        String env = "KAFKA_MQTT_CDS=off " + locale;
        String key = WORD + unique;
        fine(
                key + "=ö\n",
                run(
                        env,
                        "kafka-producer" + kafka + "-q -t words-" + unique + " --create 1 -k '" + key + "' -l dätei.txt"
                                + " 2>&1 || exit; kafka-consumer" + kafka + "-q -t words-" + unique
                                + " -o -1 -e -f '%k=%v\\n'",
                        "dätei.txt",
                        "ö\n"));
        fine(
                WORD + " ö\n",
                run(
                        env,
                        "mqtt-publish" + mqtt + "-r -t '" + WORD + "' -m 'ö' && mqtt-subscribe" + mqtt + "-t '" + WORD
                                + "' -C 1 -v"));
    }

    private Child.Ended run(String environment, String line, String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return run(environment, line);
    }

    @Test
    void commands_get_words_as_they_are_and_the_locale_of_the_user() {
        String topic = "exec-" + unique;
        fine(
                WORD + " [C]\n" + WORD + " [C]\n",
                run(
                        "LC_ALL=C KAFKA_MQTT_CDS=off",
                        "echo v | kafka-producer" + kafka + "-q -t " + topic + " --create 1 -k '" + WORD
                                + "' && kafka-consumer" + kafka + "-q -t " + topic
                                + " -g g -e --exec 'echo \"$KAFKA_KEY [$LC_ALL]\"' && mqtt-publish" + mqtt + "-r -t '"
                                + WORD + "' -m x && mqtt-subscribe" + mqtt + "-t '" + WORD
                                + "' -C 1 --exec 'echo \"$MQTT_TOPIC [$LC_ALL]\"'"));
    }

    @Test
    void a_word_that_is_no_text_is_refused_and_not_sent_as_something_else() throws IOException {
        Path script = folder.resolve("latin");
        Files.write(script, ("mqtt-publish" + mqtt + "-t t -m gr\u00fcn").getBytes(ISO_8859_1));
        Child.Ended ended = run("LC_ALL=C KAFKA_MQTT_CDS=off", "sh latin");
        assertEquals(2, ended.status(), ended.err());
        assertTrue(ended.err().contains("'gr?n' on the command line is not UTF-8"), ended.err());
    }

    @Test
    void digits_and_letters_are_never_those_of_the_locale() {
        String env = "KAFKA_MQTT_CDS=off JAVA_OPTS='-Duser.language=ar -Duser.country=EG'";
        Child.Ended explained = run(env, "balancer explain --key k --partitions 6 --all; balancer --version");
        Child.Ended timed = run(
                env,
                "mqtt-publish" + mqtt + "-r -t " + unique + " -m x && mqtt-subscribe" + mqtt + "-t " + unique
                        + " -C 1 -F %U");
        assertEquals(0, explained.status(), explained.err());
        assertTrue(timed.out().matches("[0-9]{10}\\.[0-9]{9}\n"), timed.out() + timed.err());
        assertFalse(explained.out().matches("(?s).*[٠-٩].*"), explained.out());
    }

    @Test
    void a_closed_standard_input_is_said_and_nothing_is_sent_in_its_place() {
        String topic = "closed-" + unique;
        sandbox.createTopic(topic, 1);
        String line = "kafka-producer" + kafka + "-t " + topic + " <&-";
        for (String script : List.of(line, line.replace("kafka-producer ", javaJar("kafka-producer") + " "))) {
            Child.Ended ended = run("KAFKA_MQTT_CDS=off", script);
            assertEquals(7, ended.status(), ended.err());
            assertTrue(ended.err().contains("cannot read standard input: it is closed"), ended.err());
        }
        fine("", run("KAFKA_MQTT_CDS=off", "kafka-consumer" + kafka + "-q -t " + topic + " -e"));
        Child.Ended published = run("KAFKA_MQTT_CDS=off", "mqtt-publish" + mqtt + "-t t -l <&-");
        assertEquals(7, published.status(), published.err());
        Child.Ended checked = run("KAFKA_MQTT_CDS=off", "balancer check - <&-");
        assertEquals(7, checked.status(), checked.err());
    }

    private static String javaJar(String tool) {
        return "\"$JAVA_HOME/bin/java\" -jar '" + Child.root().resolve(tool + "/target/" + tool + ".jar") + "'";
    }

    @Test
    void data_that_have_nowhere_to_go_are_no_success() {
        String topic = "output-" + unique;
        String produce = "echo v | kafka-producer" + kafka + "-t " + topic + " --create 1 ";
        assertEquals(0, run("KAFKA_MQTT_CDS=off", produce + ">&- 2>&-").status());
        for (String line : List.of(
                "kafka-consumer" + kafka + "-q -t " + topic + " -e",
                "kafka-consumer lag" + kafka,
                "mqtt-publish" + mqtt + "-r -t " + unique + " -m x && mqtt-subscribe" + mqtt + "-C 1 -t " + unique,
                "balancer list")) {
            for (String closed : List.of(">&-", ">&- 2>&-", "<&- >&-", "<&- >&- 2>&-")) {
                assertEquals(7, run("KAFKA_MQTT_CDS=off", line + " " + closed).status(), line + closed);
            }
            assertEquals(0, run("KAFKA_MQTT_CDS=off", line + " <&- 2>&-").status(), line);
        }
    }

    @Test
    void what_a_class_of_the_user_prints_does_not_stand_among_the_data() throws IOException {
        Files.writeString(
                folder.resolve("Printing.java"),
                "import org.kafkamqtt.balancer.*; public class Printing implements Balancer {"
                        + " public int choose(Message m, Partitions p) { System.out.println(\"noise\"); return 0; }"
                        + " public Ordering ordering() { return Ordering.PER_KEY; } }");
        Child.Ended ended = run(
                "KAFKA_MQTT_CDS=off",
                "echo k:v | kafka-producer" + kafka + "-q -t print-" + unique
                        + " --create 2 -K : --balancer ./Printing.java --report-format '%p %o\\n'");
        assertEquals(0, ended.status(), ended.err());
        assertEquals("0 0\n", ended.out());
        assertEquals("noise\n", ended.err());
    }

    @Test
    void a_small_heap_is_enough_for_small_work_and_says_what_it_lacks_for_large_work() throws IOException {
        String topic = "small-" + unique;
        sandbox.createTopic(topic, 1);
        fine(
                "v\n",
                run(
                        SMALL,
                        "echo v | kafka-producer" + kafka + "-q -t " + topic + " && kafka-consumer" + kafka + "-q -t "
                                + topic + " -e"));
        fine(
                "x\n",
                run(
                        SMALL,
                        "mqtt-publish" + mqtt + "-r -t " + unique + " -m x && mqtt-subscribe" + mqtt + "-t " + unique
                                + " -C 1"));
        assertEquals(0, run(SMALL, "balancer list").status());
        Files.write(folder.resolve("large"), new byte[100_000_000]);
        for (String line : List.of(
                "kafka-producer" + kafka + "-t " + topic + " -D '' large",
                "balancer check - < large",
                "mqtt-publish" + mqtt + "-q 1 -t t -f large")) {
            Child.Ended ended = run(SMALL, line);
            assertTrue(ended.status() != 0, line + ended);
            assertTrue(ended.err().contains("JAVA_OPTS=-Xmx"), line + ended);
            assertTrue(ended.err().lines().count() <= 3, ended.err());
        }
    }

    @Test
    void a_request_for_the_threads_goes_to_standard_error() throws Exception {
        try (Child child = Child.program(
                List.of("bash", "-c", "exec '" + Child.root() + "/bin/mqtt-subscribe'" + mqtt + "-t " + unique))) {
            Await.that("a dump", 60, () -> {
                child.signal("QUIT");
                return child.err().contains("Full thread dump") || !child.alive();
            });
            assertEquals("", child.out());
        }
    }
}
