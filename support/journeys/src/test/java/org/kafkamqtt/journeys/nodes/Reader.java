package org.kafkamqtt.journeys.nodes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of numbered records from beginning to end, by a client that is none of ours. */
enum Reader {
    KAFKA_CONSUMER {
        @Override
        void read(String addresses, String topic, int partitions, NumberedRecord records, Landed landed) {
            Map<String, Object> settings = new HashMap<>(
                    Map.of("bootstrap.servers", addresses, "max.poll.records", "5000", "request.timeout.ms", "10000"));
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> all = new ArrayList<>();
                for (int partition = 0; partition < partitions; partition++) {
                    all.add(new TopicPartition(topic, partition));
                }
                consumer.assign(all);
                consumer.seekToBeginning(all);
                long end = consumer.endOffsets(all).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                long deadline = deadline();
                while (landed.records() < end) {
                    within(deadline, topic);
                    consumer.poll(Duration.ofMillis(200))
                            .forEach(record -> landed.take(
                                    record.partition(),
                                    new String(record.key(), StandardCharsets.UTF_8),
                                    records.number(record.value(), 0, record.value().length)));
                }
            }
        }
    },
    KCAT {
        @Override
        void read(String addresses, String topic, int partitions, NumberedRecord records, Landed landed)
                throws IOException {
            Process kcat = new ProcessBuilder(
                            "kcat",
                            "-C",
                            "-e",
                            "-q",
                            "-b",
                            addresses,
                            "-t",
                            topic,
                            "-o",
                            "beginning",
                            "-X",
                            "check.crcs=true",
                            "-f",
                            "%p %k %s\\n")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long deadline = deadline();
            try (InputStream in = new BufferedInputStream(kcat.getInputStream(), 1 << 20)) {
                Line line = new Line();
                while (line.next(in)) {
                    byte[] bytes = line.bytes();
                    int first = line.space(0);
                    int second = line.space(first + 1);
                    landed.take(
                            Integer.parseInt(new String(bytes, 0, first, StandardCharsets.UTF_8)),
                            new String(bytes, first + 1, second - first - 1, StandardCharsets.UTF_8),
                            records.number(bytes, second + 1, line.length()));
                    within(deadline, topic);
                }
            } finally {
                kcat.destroy();
            }
        }
    };

    private static final long LIMIT_SECONDS = 600;

    abstract void read(String addresses, String topic, int partitions, NumberedRecord records, Landed landed)
            throws IOException;

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    }

    private static void within(long deadline, String topic) {
        if (System.nanoTime() > deadline) {
            throw new AssertionError(topic + " was not read within " + LIMIT_SECONDS + " s");
        }
    }

    /** A line at a time, without its newline. */
    private static final class Line extends ByteArrayOutputStream {
        boolean next(InputStream in) throws IOException {
            reset();
            int each = in.read();
            if (each < 0) {
                return false;
            }
            for (; each >= 0 && each != '\n'; each = in.read()) {
                write(each);
            }
            return true;
        }

        byte[] bytes() {
            return buf;
        }

        int length() {
            return count;
        }

        int space(int from) {
            int at = from;
            while (buf[at] != ' ') {
                at++;
            }
            return at;
        }
    }
}
