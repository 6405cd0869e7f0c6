package org.kafkamqtt.producer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** Options of kafka-console-producer that are properties of the Kafka client by another name, as typed. */
final class ConsoleNames {
    final List<String> oldNames = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--max-block-ms", hidden = true)
    void maxBlock(String millis) {
        properties.put("max.block.ms", millis);
    }

    @Option(names = "--request-timeout-ms", hidden = true)
    void requestTimeout(String millis) {
        properties.put("request.timeout.ms", millis);
    }

    @Option(names = "--timeout", hidden = true)
    void linger(String millis) {
        properties.put("linger.ms", millis);
    }

    @Option(names = "--message-send-max-retries", hidden = true)
    void retries(String number) {
        properties.put("retries", number);
    }

    @Option(names = "--retry-backoff-ms", hidden = true)
    void retryBackoff(String millis) {
        properties.put("retry.backoff.ms", millis);
    }

    @Option(names = "--metadata-expiry-ms", hidden = true)
    void metadataAge(String millis) {
        properties.put("metadata.max.age.ms", millis);
    }

    @Option(names = "--max-memory-bytes", hidden = true)
    void bufferMemory(String bytes) {
        properties.put("buffer.memory", bytes);
    }

    @Option(names = "--socket-buffer-size", hidden = true)
    void sendBuffer(String bytes) {
        properties.put("send.buffer.bytes", bytes);
    }

    @Option(names = "--max-partition-memory-bytes", hidden = true)
    void oldBatchSize(String bytes) {
        oldNames.add("--max-partition-memory-bytes is now --batch-size");
        properties.put("batch.size", bytes);
    }

    @Option(
            names = "--batch-size",
            paramLabel = "BYTES",
            description = "send up to BYTES of a partition in one batch (default: 512 KiB; with many partitions: less)")
    void batchSize(String bytes) {
        properties.put("batch.size", bytes);
    }

    KafkaSettings settings(KafkaSettings settings) {
        KafkaSettings complete = settings;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            complete = complete.chosen(property.getKey(), property.getValue(), "an option of kafka-console-producer");
        }
        return complete;
    }
}
