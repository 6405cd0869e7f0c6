package org.kafkamqtt.consumer.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.consumer.format.KafkaHeaders;
import org.kafkamqtt.kafka.fetch.LogRecord;

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
    static LogRecord marked(LogRecord record, String reason) {
        List<Header> headers = new ArrayList<>(record.headers());
        headers.add(header("reason", reason));
        headers.add(header("topic", record.topic()));
        headers.add(header("partition", Integer.toString(record.partition())));
        headers.add(header("offset", Long.toString(record.offset())));
        return record.copy().headers(() -> headers);
    }

    private static Header header(String name, String value) {
        return new Header("dead-letter." + name, value.getBytes(UTF_8));
    }

    @Override
    public synchronized void add(LogRecord record, String reason) {
        Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
        sent.add(producer.send(new ProducerRecord<>(
                topic, null, timestamp, record.key(), record.value(), KafkaHeaders.of(marked(record, reason)))));
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
