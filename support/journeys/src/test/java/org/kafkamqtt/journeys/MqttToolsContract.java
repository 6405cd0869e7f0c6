package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** What the packaged MQTT tools do on any real broker, however it came up, that need not keep a session. */
abstract class MqttToolsContract {
    private final Path folder;

    MqttToolsContract(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Where the MQTT broker listens, {@code HOST:PORT}. */
    abstract String address();

    /** Options that both tools get. */
    String options() {
        return "";
    }

    /** The options of a connection, with blanks around them. */
    String mqtt() {
        String address = address();
        int colon = address.lastIndexOf(':');
        return " -h " + address.substring(0, colon) + " -p " + address.substring(colon + 1) + " " + options() + " ";
    }

    static String unique(String what) {
        return what + "-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void every_message_arrives_once(int qos) throws IOException {
        String topic = unique("mqtt");
        List<String> lines =
                IntStream.range(0, 500).mapToObj(i -> "message " + i).toList();
        Path file = Files.write(folder.resolve("lines"), lines);
        Path log = folder.resolve("log");
        try (Child subscriber =
                Jars.shell("mqtt-subscribe" + mqtt() + "-t " + topic + " -q " + qos + " -C 500 -W 40 -d 2>" + log)) {
            Await.that("the subscription", 30, () -> subscribed(log));
            Child.Ended sent = Jars.run("mqtt-publish" + mqtt() + "-t " + topic + " -q " + qos + " -l < " + file);
            assertEquals(0, sent.status(), sent.err());
            Child.Ended got = subscriber.ended(60);
            assertEquals(0, got.status(), got.err());
            assertEquals(
                    lines.stream().sorted().toList(), got.out().lines().sorted().toList());
        }
    }

    static boolean subscribed(Path log) {
        try {
            return Files.exists(log) && Files.readString(log).contains("SUBACK");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_retained_message_waits_and_can_be_cleared() {
        String topic = unique("retained");
        assertEquals(
                0,
                Jars.run("mqtt-publish" + mqtt() + "-t " + topic + " -m kept -r -q 1")
                        .status());
        assertEquals(
                "kept\n",
                Jars.run("mqtt-subscribe" + mqtt() + "-t " + topic + " -C 1 -W 20")
                        .out());
        assertEquals(
                0,
                Jars.run("mqtt-publish" + mqtt() + "-t " + topic + " -n -r -q 1")
                        .status());
        assertEquals(
                27,
                Jars.run("mqtt-subscribe" + mqtt() + "-t " + topic + " -C 1 -W 2")
                        .status());
    }

    /** What a subscriber writes of what is published once it has subscribed, sorted, since not every broker keeps the order. */
    private List<String> heard(String subscribe, int count, String publish) {
        Path log = folder.resolve("log");
        try (Child subscriber =
                Jars.shell("mqtt-subscribe" + mqtt() + subscribe + " -q 1 -C " + count + " -W 40 -d 2>" + log)) {
            Await.that("the subscription", 30, () -> subscribed(log));
            Child.Ended sent = Jars.run("mqtt-publish" + mqtt() + publish);
            assertEquals(0, sent.status(), sent.err());
            return subscriber.ended(60).out().lines().sorted().toList();
        }
    }

    @Test
    void payloads_of_all_bytes_and_sizes_arrive_whole() throws IOException {
        String topic = unique("bytes");
        Path files = Files.createDirectory(folder.resolve("files"));
        Random random = new Random(2);
        List<String> sent = new ArrayList<>();
        for (int size : new int[] {0, 1, 127, 128, 16_383, 16_384, 100_000, 1_000_000}) {
            byte[] payload = new byte[size];
            random.nextBytes(payload);
            Files.write(files.resolve("of-" + size), payload);
            sent.add(HexFormat.of().formatHex(payload));
        }
        List<String> heard = heard("--hex -t " + topic, sent.size(), "-t " + topic + " -q 1 -f " + files);
        assertEquals(sent.stream().sorted().toList(), heard);
    }

    @Test
    void topic_names_with_any_character_arrive_as_they_were_sent() throws IOException {
        String base = unique("names");
        List<String> lines = Stream.of("/emoji/\ud83d\ude00", "/\ufffd", "/a b/\"q\"", "/k\u00fcche", "//")
                .map(name -> base + name + "|" + name)
                .toList();
        Path file = Files.write(folder.resolve("lines"), lines);
        List<String> heard =
                heard("-t '" + base + "/#' -F '%t|%p'", lines.size(), "-q 1 -l --topic-separator '|' < " + file);
        assertEquals(lines.stream().sorted().toList(), heard);
    }

    @Test
    void retained_messages_can_be_counted_and_removed() {
        String base = unique("shelf");
        for (String name : List.of("a", "b")) {
            Child.Ended sent =
                    Jars.run("mqtt-publish" + mqtt() + "-t " + base + "/" + name + " -m " + name + " -r -q 1");
            assertEquals(0, sent.status(), sent.err());
        }
        String shelf = "mqtt-subscribe" + mqtt() + "-t '" + base + "/#' --retained-only ";
        assertEquals(
                "1\t1\t" + base + "/a\n1\t1\t" + base + "/b\n",
                Jars.run(shelf + "--count-by-topic").out());
        assertEquals(0, Jars.run(shelf + "--remove-retained -T " + base + "/b").status());
        assertEquals("b\n", Jars.run(shelf).out());
    }
}
