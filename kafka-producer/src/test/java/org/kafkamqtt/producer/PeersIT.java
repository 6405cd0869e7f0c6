package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;

/** What kcat reads of ours and we of kcat's, where it is installed; and lines as rpk and kaf write them. */
class PeersIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();

    private final String topic = "peers-" + UUID.randomUUID();

    private static byte[] kcat(String... args) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kcat"))),
                "kcat is not installed");
        Process process = new ProcessBuilder(Stream.concat(Stream.of("kcat", "-q", "-b", BROKER), Stream.of(args))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        return out;
    }

    @Test
    void kcat_reads_what_we_send() throws Exception {
        InProcess.run("k:1\n:\n", "-b", BROKER, "-t", topic, "--create", "1", "-K", ":", "-H", "a=b");
        assertEquals("k|1|a=b\n||a=b\n", new String(kcat("-C", "-t", topic, "-e", "-f", "%k|%s|%h\\n"), UTF_8));
    }

    @Test
    void we_send_again_what_kcat_writes_as_json() throws Exception {
        InProcess.run("k:v\u00e9\n", "-b", BROKER, "-t", topic, "--create", "1", "-K", ":", "-H", "a=b", "-H", "n");
        byte[] json = kcat("-C", "-t", topic, "-e", "-J");
        assertEquals(ExitStatus.OK, InProcess.run(json, "-b", BROKER, "-J").status());
        List<ConsumerRecord<byte[], byte[]>> records = Log.of(BROKER, topic);
        assertEquals(Log.text(records.get(0).value()), Log.text(records.get(1).value()));
        assertEquals(records.get(0).timestamp(), records.get(1).timestamp());
        assertEquals(records.get(0).headers(), records.get(1).headers());
    }

    @Test
    void lines_of_rpk_and_kaf_are_records() {
        String rpk =
                "{\"topic\":\"else\",\"key\":\"k\",\"value\":\"rpk\",\"headers\":[{\"key\":\"h\",\"value\":\"1\"}],"
                        + "\"timestamp\":1700000000000,\"partition\":0,\"offset\":4}\n";
        String kaf = "{\"partition\":0,\"offset\":5,\"timestamp\":\"2023-11-14T22:13:20Z\",\"key\":\"k\","
                + "\"payload\":\"kaf\"}\n";
        assertEquals(
                ExitStatus.OK,
                InProcess.run(rpk + kaf, "-b", BROKER, "-t", topic, "--create", "1", "-J")
                        .status());
        List<ConsumerRecord<byte[], byte[]>> records = Log.of(BROKER, topic);
        assertEquals(List.of("rpk", "kaf"), Log.values(records).toList());
        assertEquals(1_700_000_000_000L, records.get(0).timestamp());
        assertEquals(1_700_000_000_000L, records.get(1).timestamp());
    }
}
