package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.mqtt.broker.life.RetainedForm.Source;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

class RetainedLoadTest {
    private static final TopicPartition PLACE = new TopicPartition("t", 0);

    private final RetainedLoad load = new RetainedLoad();
    private long next;

    private static Message message(String topic, String payload) {
        return new Message(
                topic, Payload.of(payload.getBytes(UTF_8)), Qos.AT_LEAST_ONCE, true, Properties.NONE, 5, 60, null);
    }

    private void copy(String topic, String payload, long offset) {
        Message message = message(topic, payload);
        read(
                RetainedForm.key(message),
                RetainedForm.value(message),
                RetainedForm.headers(message, new Source(PLACE, offset)));
    }

    private void read(byte[] key, byte @Nullable [] value, List<Header> headers) {
        load.read(new LogRecord()
                .in("r", 0)
                .at(next++, -1, 5, false)
                .key(key, 0, key.length)
                .value(value == null ? new byte[0] : value, 0, value == null ? -1 : value.length)
                .headers(() -> headers));
    }

    private void mark(long offset, String id) {
        read(RecordKeys.mark("t", 0), RetainedLoad.bytes(new RetainedLoad.Mark(offset, id)), List.of());
    }

    private void claim(long copier) {
        read(RecordKeys.copier(copier), new Words().bytes(), List.of());
    }

    @Test
    void a_copy_comes_back_as_the_message_that_it_is_of() {
        copy("a", "1", 7);
        assertEquals(List.of(message("a", "1")), load.messages());
    }

    @Test
    void the_last_copy_of_a_topic_name_counts() {
        copy("a", "1", 7);
        copy("b", "2", 8);
        copy("a", "3", 9);
        copy("b", "", 10);
        assertEquals(List.of(message("a", "3")), load.messages());
    }

    @Test
    void what_is_no_copy_is_none() {
        read(new byte[] {'a'}, new byte[] {'1'}, List.of());
        read("a/+".getBytes(UTF_8), new byte[] {'1'}, RetainedForm.headers(message("a", "1"), new Source(PLACE, 1)));
        read(RecordKeys.fence(3), new byte[] {'1'}, List.of());
        assertEquals(List.of(), load.messages());
    }

    @Test
    void a_partition_goes_on_at_its_mark() {
        mark(40, "x");
        assertEquals(40, load.tail(PLACE, 0, 50, "x"));
        assertEquals(40, load.tail(PLACE, 0, 50, ""));
        assertEquals(40, load.tail(PLACE, 0, 40, "x"));
    }

    @Test
    void a_partition_without_a_mark_is_copied_from_its_beginning() {
        assertEquals(3, load.tail(PLACE, 3, 50, "x"));
        mark(40, "x");
        read(RecordKeys.mark("t", 0), null, List.of());
        assertEquals(3, load.tail(PLACE, 3, 50, "x"));
    }

    @Test
    void what_retention_has_removed_cannot_be_copied_any_more() {
        mark(40, "x");
        assertEquals(45, load.tail(PLACE, 45, 50, "x"));
    }

    @Test
    void a_mark_of_another_topic_of_that_name_does_not_count() {
        mark(40, "x");
        assertEquals(0, load.tail(PLACE, 0, 50, "y"));
        assertEquals(0, load.tail(PLACE, 0, 39, "x"), "the log is shorter than the mark");
    }

    @Test
    void a_mark_that_makes_no_sense_is_none() {
        mark(40, "x");
        read(RecordKeys.mark("t", 0), "nonsense".getBytes(UTF_8), List.of());
        assertEquals(0, load.tail(PLACE, 0, 50, "x"));
    }

    @Test
    void all_copiers_that_claimed_earlier_and_are_not_ended_are_before() {
        claim(9);
        claim(3);
        claim(5);
        claim(4);
        read(RecordKeys.copier(3), null, List.of());
        assertEquals(List.of(9L, 5L), load.before(4));
        assertEquals(List.of(9L), load.before(5));
    }
}
