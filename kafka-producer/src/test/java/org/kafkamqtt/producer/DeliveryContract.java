package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.ExitStatus;

/** What holds on any Kafka, however it came up. */
abstract class DeliveryContract {
    private final String topic = "contract-" + UUID.randomUUID();

    /** {@code HOST:PORT}. */
    abstract String broker();

    private void send(String input, String... more) {
        InProcess.Result result = InProcess.run(
                input,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("-b", broker(), "-t", topic, "--create", "3"),
                                java.util.stream.Stream.of(more))
                        .toArray(String[]::new));
        assertEquals(new InProcess.Result(ExitStatus.OK, "", ""), result);
    }

    @Test
    void lines_arrive_once_each_and_in_order_per_key() {
        List<String> lines =
                IntStream.range(0, 3000).mapToObj(i -> "k" + i % 10 + ":" + i).toList();
        send(String.join("\n", lines), "-K", ":", "--balancer", "murmur2");
        List<ConsumerRecord<byte[], byte[]>> records = Log.of(broker(), topic);
        assertEquals(3000, records.size());
        for (int key = 0; key < 10; key++) {
            String name = "k" + key;
            List<Integer> numbers = records.stream()
                    .filter(record -> Log.text(record.key()).equals(name))
                    .map(record -> Integer.valueOf(Log.text(record.value())))
                    .toList();
            assertEquals(numbers.stream().sorted().toList(), numbers);
            assertEquals(300, numbers.size());
        }
    }

    @Test
    void a_transaction_is_seen_as_a_whole() {
        send("1\n2\n3\n", "--transactional-id", topic);
        assertEquals(3, Log.of(broker(), topic, "read_committed").size());
    }

    @Test
    void a_missing_topic_ends_with_6() {
        InProcess.Result result = InProcess.run("1\n", "-b", broker(), "missing-" + UUID.randomUUID(), "-p", "7");
        assertEquals(ExitStatus.NOT_FOUND, result.status(), result.err());
    }
}
