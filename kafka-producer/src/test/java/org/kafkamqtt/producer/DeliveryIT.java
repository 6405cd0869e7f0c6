package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;

/** What stands in the topic after a run, byte for byte. */
class DeliveryIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();

    private final String topic = "delivery-" + UUID.randomUUID();

    @TempDir
    Path folder = Path.of("");

    private InProcess.Result send(byte[] input, int partitions, String... more) {
        String[] base = {"-b", BROKER, "-t", topic, "--create", Integer.toString(partitions)};
        return InProcess.run(
                input, Stream.concat(Arrays.stream(base), Arrays.stream(more)).toArray(String[]::new));
    }

    private List<ConsumerRecord<byte[], byte[]>> sent(String input, int partitions, String... more) {
        InProcess.Result result = send(input.getBytes(UTF_8), partitions, more);
        assertEquals(new InProcess.Result(ExitStatus.OK, "", ""), result);
        return Log.of(BROKER, topic);
    }

    private static String shown(ConsumerRecord<byte[], byte[]> record) {
        return Log.text(record.key()) + "=" + Log.text(record.value());
    }

    @Test
    void an_empty_line_is_an_empty_value_and_the_last_line_needs_no_end() {
        assertEquals(
                List.of("null=a", "null=", "null=c"),
                sent("a\n\nc", 1).stream().map(DeliveryIT::shown).toList());
    }

    @Test
    void keys_stand_before_their_delimiter_and_a_given_key_fills_in() {
        assertEquals(
                List.of("a=1", "=2", "k=3", "b=x::y"),
                sent("a::1\n::2\n3\nb::x::y\n", 1, "-K", "::", "-k", "k").stream()
                        .map(DeliveryIT::shown)
                        .toList());
    }

    @Test
    void every_byte_arrives_as_it_was() {
        byte[] input = new byte[1 << 16];
        new Random(4).nextBytes(input);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        assertEquals(ExitStatus.OK, send(input, 1, "-D", "\\xff\\x00").status());
        List<ConsumerRecord<byte[], byte[]>> records = Log.of(BROKER, topic);
        for (int i = 0; i < records.size(); i++) {
            joined.writeBytes(i == 0 ? new byte[0] : new byte[] {(byte) 0xff, 0});
            joined.writeBytes(records.get(i).value());
        }
        assertArrayEquals(input, joined.toByteArray());
    }

    @Test
    void null_is_made_of_emptiness_or_of_a_marker_where_it_is_wished() {
        assertEquals(
                List.of("null=null", "a=null", "null=1", "b=2"),
                sent(":\na:\n~:1\nb:2\n", 1, "-K", ":", "-Z", "--null-marker", "~").stream()
                        .map(DeliveryIT::shown)
                        .toList());
    }

    @Test
    void whole_files_are_one_record_each_even_an_empty_one() throws IOException {
        Path one = Files.write(folder.resolve("one"), new byte[] {0, '\n', (byte) 0xfe});
        Path empty = Files.createFile(folder.resolve("empty"));
        sent("", 1, one.toString(), empty.toString());
        List<ConsumerRecord<byte[], byte[]>> records = Log.of(BROKER, topic);
        assertArrayEquals(new byte[] {0, '\n', (byte) 0xfe}, records.get(0).value());
        assertArrayEquals(new byte[0], records.get(1).value());
    }

    @Test
    void standard_input_may_be_one_record() {
        assertEquals(List.of("a\nb\n"), Log.values(sent("a\nb\n", 1, "-D", "")).toList());
    }

    @Test
    void several_line_files_follow_each_other() throws IOException {
        Path one = Files.writeString(folder.resolve("1"), "a\nb");
        Path two = Files.writeString(folder.resolve("2"), "c\n");
        assertEquals(
                List.of("a", "b", "c"),
                Log.values(sent("", 1, "-l", one.toString(), "-l", two.toString()))
                        .toList());
    }

    @Test
    void headers_partition_and_time_are_given_to_all() {
        ConsumerRecord<byte[], byte[]> record = sent(
                        "v\n",
                        3,
                        "-p",
                        "2",
                        "--timestamp",
                        "2026-01-02T03:04:05Z",
                        "-H",
                        "a=1",
                        "-H",
                        "n",
                        "-H",
                        "a=",
                        "-H",
                        "c:d",
                        "-H",
                        "b=base64:AP8=")
                .get(0);
        assertEquals(2, record.partition());
        assertEquals(1767323045000L, record.timestamp());
        Header[] headers = record.headers().toArray();
        assertEquals(
                List.of("a", "n", "a", "c", "b"),
                Stream.of(headers).map(Header::key).toList());
        assertEquals("1", Log.text(headers[0].value()));
        assertNull(headers[1].value());
        assertEquals("", Log.text(headers[2].value()));
        assertArrayEquals(new byte[] {0, (byte) 0xff}, headers[4].value());
    }

    @Test
    void a_json_line_carries_a_whole_record() {
        String line =
                "{\"topic\":\"else\",\"partition\":1,\"offset\":9,\"timestamp\":5,\"timestampType\":\"CreateTime\","
                        + "\"key\":null,\"value\":\"AP8=\",\"valueEncoding\":\"base64\",\"headers\":["
                        + "{\"key\":\"h\",\"value\":\"1\"},{\"key\":\"h\",\"value\":null}]}\n";
        ConsumerRecord<byte[], byte[]> record = sent(line, 2, "-J").get(0);
        assertEquals(1, record.partition());
        assertEquals(5, record.timestamp());
        assertNull(record.key());
        assertArrayEquals(new byte[] {0, (byte) 0xff}, record.value());
        assertEquals(2, record.headers().toArray().length);
    }

    @Test
    void json_lines_may_bring_their_topics_and_a_missing_one_costs_only_its_own() {
        sent("", 1);
        String good = "{\"topic\":\"" + topic + "\",\"value\":\"v\"}\n";
        String bad = "{\"topic\":\"missing-" + UUID.randomUUID() + "\",\"value\":\"v\"}\n";
        InProcess.Result result = InProcess.run(good + bad + good + bad, "-b", BROKER, "-J");
        assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
        assertTrue(result.err().contains("line 2: topic 'missing-"), result.err());
        assertEquals(2, Log.of(BROKER, topic).size());
    }

    @Test
    void an_mqtt_message_becomes_a_record_with_its_topic_name_as_key() {
        String line = "{\"tst\":\"2026-01-02T03:04:05.678+0000\",\"topic\":\"home/kitchen\",\"qos\":1,\"retain\":1,"
                + "\"payloadlen\":2,\"mid\":7,\"payload\":\"21\"}\n";
        ConsumerRecord<byte[], byte[]> record = sent(line, 1, "-J").get(0);
        assertEquals("home/kitchen=21", shown(record));
        assertEquals(1767323045678L, record.timestamp());
        assertEquals(
                "mqtt.topic=home/kitchen mqtt.qos=1 mqtt.retain=true",
                String.join(
                        " ",
                        Stream.of(record.headers().toArray())
                                .map(header -> header.key() + "=" + Log.text(header.value()))
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"murmur2", "crc32", "fnv1a", "round-robin", "least-bytes", "random"})
    void a_balancer_uses_every_partition(String balancer) {
        String lines = String.join(
                "\n", IntStream.range(0, 2000).mapToObj(i -> "key" + i + ":v").toList());
        List<ConsumerRecord<byte[], byte[]>> records = sent(lines, 4, "-q", "-K", ":", "--balancer", balancer);
        assertEquals(2000, records.size());
        assertEquals(
                4, records.stream().map(ConsumerRecord::partition).distinct().count());
    }

    @Test
    void a_balancer_may_be_a_class_that_knows_kafka_alone() {
        List<ConsumerRecord<byte[], byte[]>> records =
                sent("a\nb\nc\nd\n", 2, "--balancer", "org.apache.kafka.clients.producer.RoundRobinPartitioner");
        assertEquals(
                2, records.stream().filter(record -> record.partition() == 0).count());
    }

    @Test
    void a_balancer_that_answers_nonsense_fails_that_record_by_name() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Wild.java"),
                """
                import org.kafkamqtt.balancer.*;
                public class Wild implements Balancer {
                    public int choose(Message m, Partitions p) { return m.key() == null ? 0 : 99; }
                }
                """);
        InProcess.Result result = send("a:1\n2\n".getBytes(UTF_8), 2, "-K", ":", "--balancer", source.toString());
        assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
        assertTrue(result.err().contains("line 1: balancer"), result.err());
        assertTrue(result.err().contains("returned 99 for key 'a'"), result.err());
        assertEquals(List.of("2"), Log.values(Log.of(BROKER, topic)).toList());
    }

    @Test
    void records_without_a_key_still_go_in_large_batches() {
        String lines = "x".repeat(100).concat("\n").repeat(20_000);
        InProcess.Result result = send(lines.getBytes(UTF_8), 6, "--summary", "json");
        assertEquals(ExitStatus.OK, result.status(), result.err());
        assertTrue(
                result.err().startsWith("{\"read\":20000,\"sent\":20000,\"acknowledged\":20000,\"failed\":0"),
                result.err());
    }

    @Test
    void what_is_read_is_copied_byte_for_byte() {
        InProcess.Result result = send("a\n\nb\n".getBytes(UTF_8), 1, "-T");
        assertEquals(new InProcess.Result(ExitStatus.OK, "a\n\nb\n", ""), result);
    }

    @Test
    void compressed_records_arrive_the_same() {
        for (String codec : List.of("gzip", "snappy", "lz4", "zstd")) {
            assertEquals(
                    ExitStatus.OK,
                    send((codec + "\n").getBytes(UTF_8), 1, "-z", codec).status());
        }
        assertEquals(
                List.of("gzip", "snappy", "lz4", "zstd"),
                Log.values(Log.of(BROKER, topic)).toList());
    }
}
