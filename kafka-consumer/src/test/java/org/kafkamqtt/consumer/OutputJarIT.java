package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar writes, byte for byte. */
class OutputJarIT {
    private static void send(String topic, int partition, byte @Nullable [] key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, partition, 1_767_225_600_123L, key, value))
                    .get();
        }
    }

    private static String read(String topic, String... options) {
        String[] all = java.util.stream.Stream.concat(
                        List.of("-b", BROKER, "-e", topic).stream(), List.of(options).stream())
                .toArray(String[]::new);
        Child.Result result = Child.run(all);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }

    private static byte[] four(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    @Test
    void binary_keys_and_values_are_unpacked_in_every_format() throws Exception {
        String topic = Feed.topic(1);
        send(topic, 0, four(258), four(16909060));
        assertEquals("258=16909060\n", read(topic, "-s", ">i$", "-K", "="));
        assertEquals("67305985\n", read(topic, "-s", "value=<i$"));
        assertEquals(
                "topic,partition,offset,timestamp,key,value\r\n" + topic + ",0,0,1767225600123,258,16909060\r\n",
                read(topic, "-s", ">i", "--csv"));
        assertTrue(read(topic, "-s", "key=>i", "-J").contains("\"key\":\"258\""));
        assertEquals("\0\0\0\4\1\2\3\4", read(topic, "--length-prefix"));
        assertEquals("\0\0\0\4\0\0\1\2\0\0\0\4\1\2\3\4", read(topic, "--length-prefix", "-K", ""));
    }

    @Test
    void null_and_empty_are_told_apart_and_delimiters_are_as_typed() throws Exception {
        String topic = Feed.topic(1);
        send(topic, 0, null, null);
        send(topic, 0, new byte[0], new byte[0]);
        assertEquals(":|:|", read(topic, "-K", ":", "-D", "|"));
        assertEquals("NULL\tNULL\0\t\0", read(topic, "-Z", "-K", "\\t", "-D", "\\0"));
        assertEquals("nil:nil|:|", read(topic, "--null-literal", "nil", "-K", ":", "-D", "|"));
        assertTrue(read(topic, "-J").contains("\"key\":null,\"value\":null,\"headers\":[]}"));
        assertTrue(read(topic, "-J").contains("\"key\":\"\",\"value\":\"\",\"headers\":[]}"));
    }

    @Test
    void a_format_may_ask_where_the_partition_begins_and_ends() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 5);
        assertEquals("0 0 5 5\n", read(topic, "-c", "1", "-f", "%o %[ %] %|\n"));
    }

    @Test
    void a_deserializer_of_ones_own_is_found_on_the_class_path(@TempDir Path folder) throws Exception {
        compile(folder);
        String topic = Feed.topic(1);
        send(topic, 0, four(7), "abc".getBytes(UTF_8));
        assertEquals(
                "7=cba!\n",
                read(
                        topic,
                        "-K",
                        "=",
                        "-s",
                        "value=mine.Backwards",
                        "--classpath",
                        folder.toString(),
                        "-X",
                        "mark=!",
                        "--key-deserializer",
                        "org.apache.kafka.common.serialization.IntegerDeserializer"));
        Child.Result refused = Child.run("-b", BROKER, "-e", topic, "--value-deserializer", "mine.Backwards");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("--classpath"), refused.err());
    }

    private static void compile(Path folder) throws IOException {
        Path source = folder.resolve("Backwards.java");
        Files.writeString(
                source,
                """
                package mine;

                public class Backwards implements org.apache.kafka.common.serialization.Deserializer<StringBuilder> {
                    private String mark = "";

                    public void configure(java.util.Map<String, ?> settings, boolean key) {
                        mark = String.valueOf(settings.get("mark"));
                    }

                    public StringBuilder deserialize(String topic, byte[] bytes) {
                        return new StringBuilder(new String(bytes)).reverse().append(mark);
                    }
                }
                """);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", "target/kafka-consumer.jar", source.toString());
        assertEquals(0, status);
    }

    @Test
    void what_cannot_be_deserialised_is_written_counted_and_ends_with_3() throws Exception {
        String topic = Feed.topic(1);
        send(topic, 0, four(7), "abc".getBytes(UTF_8));
        Child.Result result = Child.run(
                "-b", BROKER, "-e", "-s", "value=org.apache.kafka.common.serialization.LongDeserializer", topic);
        assertEquals(3, result.status());
        assertEquals("abc\n", result.out());
        assertTrue(result.err().contains("the value of " + topic + "-0 offset 0 cannot"), result.err());
    }

    @Test
    void records_where_a_balancer_would_not_put_them_are_marked() throws Exception {
        String topic = Feed.topic(2);
        send(topic, 0, "a".getBytes(UTF_8), "0".getBytes(UTF_8));
        send(topic, 1, "a".getBytes(UTF_8), "1".getBytes(UTF_8));
        Child.Result json = Child.run("-b", BROKER, "-e", "-J", "--verify-balancer", "murmur2", topic);
        assertEquals(3, json.status(), json.err());
        assertEquals(
                1,
                json.lines().stream()
                        .filter(line -> line.contains("expectedPartition"))
                        .count(),
                json.out());
        List<String> homes =
                Child.run("-b", BROKER, "-e", "-f", "%s%B\n", "--verify-balancer", "murmur2", topic).lines().stream()
                        .sorted()
                        .toList();
        int home = homes.get(0).charAt(1) - '0';
        assertEquals(List.of("0" + home, "1" + home), homes);
        assertTrue(json.lines().stream()
                .filter(line -> line.contains("expectedPartition"))
                .allMatch(line -> line.contains("\"partition\":" + (1 - home))
                        && line.endsWith(",\"expectedPartition\":" + home + "}")));
    }

    @Test
    void statistics_tell_records_bytes_and_offsets_of_each_partition() throws Exception {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 10, 29);
        Child.Result result = Child.run("-b", BROKER, "-e", "-o", "3", "--stats", topic);
        assertEquals(14, result.lines().size(), result.err());
        List<String> rows = result.err().lines().toList();
        assertEquals(3, rows.size(), result.err());
        for (int partition = 0; partition < 2; partition++) {
            String row = "{\"topic\":\"" + topic + "\",\"partition\":" + partition
                    + ",\"records\":7,\"bytes\":14,\"first\":3,\"last\":9,\"rate\":";
            assertTrue(rows.get(partition).startsWith(row), rows.get(partition));
        }
        assertTrue(rows.get(2).contains("\"records\":14,\"bytes\":28,"), rows.get(2));
    }

    @Test
    void colours_are_for_terminals_unless_they_are_asked_for() throws Exception {
        String topic = Feed.topic(1);
        send(topic, 0, "k".getBytes(UTF_8), "v".getBytes(UTF_8));
        assertFalse(read(topic, "-J").contains("\u001b"));
        assertFalse(read(topic, "-K", ":", "--color", "auto").contains("\u001b"));
        assertEquals("\u001b[36mk\u001b[0m:v\n", read(topic, "-K", ":", "--color", "always"));
        assertTrue(read(topic, "-J", "--color", "always").contains("\u001b[36m\"key\"\u001b[0m"));
        assertEquals(2, Child.run("-b", BROKER, "-e", "--color", "blue", topic).status());
    }

    @Test
    void a_terminal_gets_colours_unless_no_color_is_set() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")));
        String topic = Feed.topic(1);
        send(topic, 0, "k".getBytes(UTF_8), "v".getBytes(UTF_8));
        String run = "TERM=xterm script -qec 'TOOL -b " + BROKER + " -e -K : " + topic + "' /dev/null";
        assertTrue(Child.runShell(run).out().contains("\u001b[36mk\u001b[0m:v"));
        assertEquals("k:v", Child.runShell("NO_COLOR=1 " + run).out().strip());
        assertEquals(
                "k:v",
                Child.runShell(run.replace(" -K ", " --color never -K ")).out().strip());
    }
}
