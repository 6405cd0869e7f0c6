package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;

/** The appender stores what the Kafka client stores: partitions, keys, values, headers, times and order, byte for byte. */
@Timeout(600)
class BothRoadsIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();
    /** More by hand: {@code -Dproducer.mixed=1000000}. */
    private static final int RECORDS = Integer.getInteger("producer.mixed", 60_000);

    private static final long TIME = 1_700_000_000_000L;

    private final Random random = new Random(17);

    private static String topic() throws Exception {
        String topic = "roads-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.createTopics(List.of(new NewTopic(topic, 5, (short) 1))).all().get();
        }
        return topic;
    }

    /** Sends by both roads and compares all that is stored. */
    private static void same(byte[] input, String... arguments) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> own = sent(input, arguments);
        String[] forced = Arrays.copyOf(arguments, arguments.length + 1);
        forced[arguments.length] = "--kafka-client";
        List<ConsumerRecord<byte[], byte[]>> clients = sent(input, forced);
        assertEquals(clients.size(), own.size());
        for (int i = 0; i < own.size(); i++) {
            ConsumerRecord<byte[], byte[]> a = clients.get(i);
            ConsumerRecord<byte[], byte[]> b = own.get(i);
            String place = "record " + i;
            assertEquals(a.partition(), b.partition(), place);
            assertEquals(a.offset(), b.offset(), place);
            assertEquals(a.timestamp(), b.timestamp(), place);
            assertArrayEquals(a.key(), b.key(), place);
            assertArrayEquals(a.value(), b.value(), place);
            assertEquals(a.headers(), b.headers(), place);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> sent(byte[] input, String... arguments) throws Exception {
        String topic = topic();
        String[] all = Stream.concat(Stream.of("-b", BROKER, "-t", topic), Stream.of(arguments))
                .toArray(String[]::new);
        InProcess.Result result = InProcess.run(input, all);
        assertEquals(ExitStatus.OK, result.status(), result.err());
        return Log.of(BROKER, topic);
    }

    private String text(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A member that is absent, null, empty, text or bytes. */
    private void member(StringBuilder line, String name, int most) {
        switch (random.nextInt(6)) {
            case 0 -> line.append(",\"").append(name).append("\":null");
            case 1 -> line.append(",\"").append(name).append("\":\"\"");
            case 2 ->
                line.append(",\"")
                        .append(name)
                        .append("\":\"")
                        .append(text(most))
                        .append("\",\"")
                        .append(name)
                        .append("Encoding\":\"base64\"");
            default ->
                line.append(",\"")
                        .append(name)
                        .append("\":\"é")
                        .append(text(most))
                        .append('"');
        }
    }

    private byte[] jsonLines(int records) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < records; i++) {
            lines.append("{\"timestamp\":").append(TIME + random.nextInt(100_000) - 50_000);
            lines.append(",\"partition\":").append(random.nextInt(5));
            member(lines, "key", 20);
            member(lines, "value", random.nextInt(100) == 0 ? 3_000 : 60);
            lines.append(",\"headers\":[");
            for (int h = random.nextInt(4); h > 0; h--) {
                lines.append("{\"key\":\"ü").append(text(3)).append("\",\"value\":");
                lines.append(random.nextInt(4) == 0 ? "null" : "\"" + text(9) + "\"");
                lines.append(h > 1 ? "}," : "}");
            }
            lines.append("]}\n");
        }
        return lines.toString().getBytes(UTF_8);
    }

    @Test
    void json_lines_of_all_kinds() throws Exception {
        same(jsonLines(RECORDS), "-J");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void compressed(String codec) throws Exception {
        same(jsonLines(2_000), "-J", "-z", codec, "-X", "batch.size=20000");
    }

    @Test
    void keyed_lines_by_the_default_choice() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            lines.append(text(12)).append(':').append(i).append('\n');
        }
        same(lines.toString().getBytes(UTF_8), "-K", ":", "--timestamp", Long.toString(TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crc32", "fnv1a", "murmur2", "kafka-go:Hash", "librdkafka:murmur2_random"})
    void lines_by_a_balancer(String balancer) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            lines.append('k').append(text(12)).append(':').append(i).append('\n');
        }
        same(lines.toString().getBytes(UTF_8), "-K", ":", "--timestamp", Long.toString(TIME), "--balancer", balancer);
    }

    @Test
    void the_road_is_told_on_request() throws Exception {
        String topic = topic();
        InProcess.Result own = InProcess.run("a", "-b", BROKER, "-t", topic, "-v");
        assertEquals(
                "kafka-producer: sending through the appender",
                own.err().lines().findFirst().orElse(""));
        InProcess.Result clients = InProcess.run("a", "-b", BROKER, "-t", topic, "-v", "--kafka-client");
        assertEquals(
                "kafka-producer: sending through the Kafka client, because of --kafka-client",
                clients.err().lines().findFirst().orElse(""));
        assertEquals("", InProcess.run("a", "-b", BROKER, "-t", topic).err());
    }

    @Test
    void large_values_between_small_ones() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add("k" + i + ":" + "x".repeat(i % 6 == 0 ? 900_000 : i));
        }
        same(String.join("\n", lines).getBytes(UTF_8), "-K", ":", "-p", "2", "--timestamp", Long.toString(TIME), "-Z");
    }

    @Test
    void records_of_a_template() throws Exception {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            String value = text(30);
            input.append('k').append(i).append(' ').append(value).append('\n');
        }
        same(input.toString().getBytes(UTF_8), "-f", "%k %v\\n", "--timestamp", Long.toString(TIME));
    }
}
