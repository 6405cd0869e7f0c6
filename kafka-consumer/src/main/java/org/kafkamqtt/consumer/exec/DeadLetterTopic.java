package org.kafkamqtt.consumer.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A topic; the reason and the place of the record are in headers {@code dead-letter.*}. Thread-safe: all lanes write to it. */
public final class DeadLetterTopic implements DeadLetters {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public DeadLetterTopic(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** The record with the reason among its headers. */
    static ConsumerRecord<byte[], byte[]> marked(ConsumerRecord<byte[], byte[]> record, String reason) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add("dead-letter.reason", reason.getBytes(UTF_8));
        headers.add("dead-letter.topic", record.topic().getBytes(UTF_8));
        headers.add(
                "dead-letter.partition", Integer.toString(record.partition()).getBytes(UTF_8));
        headers.add("dead-letter.offset", Long.toString(record.offset()).getBytes(UTF_8));
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                headers,
                record.leaderEpoch());
    }

    @Override
    public synchronized void add(ConsumerRecord<byte[], byte[]> record, String reason) {
        Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
        sent.add(producer.send(new ProducerRecord<>(
                topic,
                null,
                timestamp,
                record.key(),
                record.value(),
                marked(record, reason).headers())));
    }

    @Override
    public synchronized void settle() {
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            sent.clear();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot write to the dead-letter topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
