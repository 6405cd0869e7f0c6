package org.kafkamqtt.consumer.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.consumer.feed.ClientFeed;
import org.kafkamqtt.consumer.read.Handled;

class LagLogTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            Console.of("kafka-consumer", InputStream.nullInputStream(), new ByteArrayOutputStream(), err);
    private final LagLog log = new LagLog(console, Duration.ofHours(1), false);

    @BeforeEach
    void ten_records_have_come() {
        consumer.assign(List.of(ZERO));
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, 10L));
        for (int offset = 0; offset < 10; offset++) {
            consumer.addRecord(new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]));
        }
        assertEquals(10, consumer.poll(Duration.ZERO).count());
        log.brought(Map.of(ZERO, 0L));
        log.turn(new ClientFeed(consumer), 0);
    }

    private String last() {
        log.ended();
        return err.toString(UTF_8);
    }

    @Test
    void a_position_is_where_records_were_handled_not_where_they_were_fetched() {
        log.handled(new Handled(ZERO, 4, 0, 0, 3, -1));
        assertTrue(last().contains("\"position\":4,\"end\":10,\"lag\":6,"), err.toString(UTF_8));
    }

    @Test
    void what_is_done_is_at_its_end_even_if_no_record_is_there() {
        log.handled(new Handled(ZERO, 8, 0, 0, 7, -1));
        log.done(ZERO);
        assertTrue(last().contains("\"position\":10,\"end\":10,\"lag\":0,"), err.toString(UTF_8));
    }
}
