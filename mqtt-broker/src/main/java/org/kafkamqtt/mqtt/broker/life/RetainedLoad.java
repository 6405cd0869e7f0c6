package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.RecordForm;
import org.kafkamqtt.mqtt.protocol.TopicName;

/**
 * What the topic of retained messages tells, as far as it was read: copies, marks and the claims of copiers. Pure. Not thread-safe; whoever
 * reads the topic owns it.
 */
final class RetainedLoad {
    /**
     * How far a partition is copied.
     *
     * @param offset all retained messages below it are
     * @param id of the topic that the partition was of, empty if that was not known
     */
    record Mark(long offset, String id) {}

    private final Map<String, Message> copies = new HashMap<>();
    private final Map<String, Mark> marks = new HashMap<>();
    /** In the order of their claims. */
    private final Map<Long, Long> claims = new LinkedHashMap<>();

    /** Takes in a record. */
    void read(LogRecord record) {
        byte[] key = record.key();
        if (key == null) {
            return;
        }
        if (RecordKeys.foreignToMessages(key, 0, key.length)) {
            readOther(record.offset(), key, record.value());
            return;
        }
        String topic = new String(key, UTF_8);
        byte[] value = record.value();
        if (value == null) {
            copies.remove(topic);
        } else if (record.lastHeader(RetainedForm.OFFSET) != null
                && TopicName.from(topic).isPresent()) {
            copies.put(topic, RecordForm.message(topic, value, record.headers(), record.timestamp()));
        }
    }

    private void readOther(long offset, byte[] key, byte @Nullable [] value) {
        OptionalLong copier = RecordKeys.copierOf(key);
        if (copier.isPresent()) {
            if (value == null) {
                claims.remove(copier.getAsLong());
            } else {
                claims.putIfAbsent(copier.getAsLong(), offset);
            }
            return;
        }
        String place = RecordKeys.markOf(key);
        if (place == null) {
            return;
        }
        Mark mark = value == null ? null : mark(value);
        if (mark == null) {
            marks.remove(place);
        } else {
            marks.put(place, mark);
        }
    }

    private static @Nullable Mark mark(byte[] value) {
        try {
            Words words = Words.of(value);
            OptionalLong offset = words.number("offset");
            return offset.isPresent() ? new Mark(offset.getAsLong(), words.text("id")) : null;
        } catch (IllegalArgumentException e) {
            // Without a mark all is copied again.
            return null;
        }
    }

    /** The value of a mark. */
    static byte[] bytes(Mark mark) {
        return new Words().with("offset", mark.offset()).with("id", mark.id()).bytes();
    }

    /** The copiers that claimed before this one and are not ended, oldest first. */
    List<Long> before(long copier) {
        long own = claims.getOrDefault(copier, Long.MAX_VALUE);
        List<Long> before = new ArrayList<>();
        claims.forEach((other, offset) -> {
            if (offset < own) {
                before.add(other);
            }
        });
        return before;
    }

    /** All retained messages that were copied. */
    List<Message> messages() {
        return List.copyOf(copies.values());
    }

    /**
     * The offset from which on the messages of a partition are to be copied.
     *
     * @param begin offset of its first record
     * @param end offset after its last
     * @param id of its topic, empty if it is not known
     */
    long tail(TopicPartition partition, long begin, long end, String id) {
        Mark mark = marks.get(partition.topic() + '/' + partition.partition());
        if (mark == null || another(mark, id) || mark.offset() > end) {
            return begin;
        }
        return Math.max(begin, mark.offset());
    }

    private static boolean another(Mark mark, String id) {
        return !mark.id().isEmpty() && !id.isEmpty() && !mark.id().equals(id);
    }
}
