package org.kafkamqtt.consumer.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.Failure;

/** What a copy keeps of a record. */
class TopicSinkTest {
    private static ConsumerRecord<byte[], byte[]> at(long timestamp) {
        return new ConsumerRecord<>(
                "t",
                0,
                5,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                new byte[1],
                new RecordHeaders(),
                Optional.empty());
    }

    @Test
    void a_copy_has_the_time_of_the_record_or_none() {
        assertEquals(0L, TopicSink.timestamp(at(0)));
        assertEquals(1700000000123L, TopicSink.timestamp(at(1700000000123L)));
        assertNull(TopicSink.timestamp(at(ConsumerRecord.NO_TIMESTAMP)));
    }

    @Test
    void a_time_before_1970_is_named_and_not_made_the_present() {
        Failure failure = assertThrows(Failure.class, () -> TopicSink.timestamp(at(-5)));
        assertEquals("t-0 offset 5: its timestamp -5 is before 1970, which cannot be copied", failure.sentence());
    }
}
