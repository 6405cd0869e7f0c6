package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.RecordForm;

/**
 * A copy of a retained message: key the topic name, value the payload, the message's own timestamp and headers, and where it lies in the
 * log. A message that clears the topic name (its payload is empty) is a tombstone. Of a topic name the last copy counts.
 */
final class RetainedForm {
    /** {@code TOPIC/PARTITION/OFFSET} of the message in the log. */
    static final String OFFSET = "mqtt.offset";

    private RetainedForm() {}

    /** Where a message lies. */
    record Source(TopicPartition partition, long offset) {
        @Override
        public String toString() {
            return partition.topic() + '/' + partition.partition() + '/' + offset;
        }
    }

    static byte[] key(Message message) {
        return message.topic().getBytes(UTF_8);
    }

    static byte @Nullable [] value(Message message) {
        return message.payload().length() == 0 ? null : message.payload().copy();
    }

    static List<Header> headers(Message message, Source source) {
        List<Header> headers = new ArrayList<>(RecordForm.headers(message, false));
        headers.add(new Header(OFFSET, source.toString().getBytes(UTF_8)));
        return headers;
    }
}
