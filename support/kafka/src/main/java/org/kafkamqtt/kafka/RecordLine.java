package org.kafkamqtt.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.RecordJson;
import org.kafkamqtt.console.text.Bytes;

/**
 * Writes Kafka records as our JSON lines: {@code topic, partition, offset, timestamp, timestampType, key, value, headers}.
 *
 * <p>Remembers the last topic it wrote, so that a record costs no garbage; one instance per writing thread.
 */
public final class RecordLine {
    private static final byte[] PARTITION = ascii(",\"partition\":");
    private static final byte[] OFFSET = ascii(",\"offset\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] CREATE = ascii(",\"timestampType\":\"CreateTime\"");
    private static final byte[] LOG_APPEND = ascii(",\"timestampType\":\"LogAppendTime\"");

    private String lastTopic = "";
    private byte[] opening = opening("");

    /** Adds a record that was read, without a line end. */
    public void add(Bytes out, ConsumerRecord<byte[], byte[]> record) {
        out.add(openingFor(record.topic())).add(PARTITION).addNumber(record.partition());
        out.add(OFFSET).addNumber(record.offset());
        if (record.timestampType() != TimestampType.NO_TIMESTAMP_TYPE) {
            out.add(TIMESTAMP).addNumber(record.timestamp());
            out.add(record.timestampType() == TimestampType.LOG_APPEND_TIME ? LOG_APPEND : CREATE);
        }
        addContent(out, record.key(), record.value(), record.headers());
    }

    /** Adds a record that is still to be sent, as far as it is decided, without a line end. */
    public void add(Bytes out, ProducerRecord<byte[], byte[]> record) {
        out.add(openingFor(record.topic()));
        Integer partition = record.partition();
        if (partition != null) {
            out.add(PARTITION).addNumber(partition);
        }
        Long timestamp = record.timestamp();
        if (timestamp != null) {
            out.add(TIMESTAMP).addNumber(timestamp);
        }
        addContent(out, record.key(), record.value(), record.headers());
    }

    private static void addContent(Bytes out, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        RecordJson.addMember(out, "key", key);
        RecordJson.addMember(out, "value", value);
        out.add(",\"headers\":[");
        boolean first = true;
        for (Header header : headers) {
            if (!first) {
                out.add(',');
            }
            RecordJson.addHeader(out, header.key(), header.value());
            first = false;
        }
        out.add("]}");
    }

    private byte[] openingFor(String topic) {
        if (!topic.equals(lastTopic)) {
            opening = opening(topic);
            lastTopic = topic;
        }
        return opening;
    }

    private static byte[] opening(String topic) {
        return new Bytes(64).add("{\"topic\":").addJson(topic).toArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
