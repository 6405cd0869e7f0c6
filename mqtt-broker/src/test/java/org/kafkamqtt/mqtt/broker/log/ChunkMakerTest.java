package org.kafkamqtt.mqtt.broker.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.mqtt.broker.node.Logged;
import org.kafkamqtt.mqtt.broker.route.Routes;

class ChunkMakerTest {
    private static final String TOPIC = "mqtt.messages";

    private final AtomicInteger nameless = new AtomicInteger();
    private final ChunkMaker maker = new ChunkMaker(Routes.standard("mqtt"), TOPIC, nameless::incrementAndGet);
    private final Records records = new Records();

    /** A portion of records that are held. */
    private static final class Records implements Portion {
        private final List<LogRecord> all = new ArrayList<>();
        private long next;
        private int at = -1;

        Records add(long offset, @Nullable String key, byte @Nullable [] value, Header... headers) {
            byte[] name = key == null ? new byte[0] : key.getBytes(UTF_8);
            byte[] bytes = value == null ? new byte[0] : value;
            List<Header> held = List.of(headers);
            all.add(new LogRecord()
                    .in(TOPIC, 3)
                    .at(offset, 1, 1_000 + offset, false)
                    .key(name, 0, key == null ? -1 : name.length)
                    .value(bytes, 0, value == null ? -1 : bytes.length)
                    .headers(held.isEmpty() ? null : () -> held));
            next = offset + 1;
            return this;
        }

        Records until(long offset) {
            next = offset;
            return this;
        }

        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long firstOffset() {
            return all.isEmpty() ? next : all.get(0).offset();
        }

        @Override
        public boolean next() {
            return ++at < all.size();
        }

        @Override
        public LogRecord record() {
            return all.get(at);
        }

        @Override
        public long nextOffset() {
            return next;
        }

        @Override
        public int nextEpoch() {
            return 1;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Header retained() {
        return new Header(Header.MQTT_RETAIN, bytes("true"));
    }

    private List<Chunk> made(long from, boolean whole) {
        List<Chunk> chunks = new ArrayList<>();
        maker.make(records, 7, from, whole, chunks::add);
        long next = from;
        for (Chunk chunk : chunks) {
            assertEquals(7, chunk.partition());
            assertEquals(!whole, chunk.sparse());
            assertEquals(next, chunk.from());
            assertTrue(chunk.next() > chunk.from());
            next = chunk.next();
        }
        assertEquals(Math.max(from, records.nextOffset()), next);
        return chunks;
    }

    private static List<String> words(Chunk chunk) {
        return chunk.messages().stream().map(ChunkMakerTest::word).toList();
    }

    private static String word(Logged logged) {
        Message message = logged.message();
        return logged.offset() + " " + message.topic() + " "
                + new String(message.payload().copy(), UTF_8);
    }

    @Test
    void a_chunk_has_all_messages_of_a_portion_and_goes_on_after_it() {
        records.add(5, "a", bytes("1")).add(6, "b", null).add(9, "a", bytes("")).until(12);
        List<Chunk> chunks = made(4, true);
        assertEquals(1, chunks.size());
        assertEquals(List.of("5 a 1", "6 b ", "9 a "), words(chunks.get(0)));
        assertEquals(12, chunks.get(0).next());
        assertEquals(1_005, chunks.get(0).messages().get(0).message().timestamp());
    }

    @Test
    void a_sparse_chunk_has_retained_messages_only() {
        records.add(0, "a", bytes("1")).add(1, "b", bytes("2"), retained()).add(2, "c", bytes("3"));
        assertEquals(List.of("1 b 2"), words(made(0, false).get(0)));
    }

    @Test
    void a_fence_is_no_message_whatever_its_key_is() {
        records.add(5, "a", bytes("1"))
                .add(6, "#fence/7", bytes("v=1"), new Header("mqtt.fence", bytes("7")))
                .add(7, "b", bytes("v=1"), new Header("mqtt.fence", bytes("7")))
                .add(8, "c", bytes("2"));
        List<Chunk> chunks = made(5, true);
        assertEquals(List.of("5 a 1", "8 c 2"), words(chunks.get(0)));
        assertEquals(9, chunks.get(0).next());
        assertEquals(0, nameless.get());
    }

    @Test
    void a_portion_that_only_moves_on_is_an_empty_chunk() {
        records.until(8);
        assertEquals(List.of(), made(5, true).get(0).messages());
    }

    @Test
    void a_portion_of_what_is_known_already_makes_none() {
        records.until(5);
        assertEquals(List.of(), made(5, true));
    }

    @Test
    void a_record_without_a_topic_name_is_left_out_and_counted() {
        records.add(0, null, bytes("1"))
                .add(1, "a/#", bytes("2"))
                .add(2, "", bytes("3"))
                .add(3, "a", bytes("4"));
        assertEquals(List.of("3 a 4"), words(made(0, true).get(0)));
        assertEquals(3, nameless.get());
    }

    @Test
    void the_header_with_the_topic_name_counts_before_the_key() {
        records.add(0, "key", bytes("1"), new Header(Header.MQTT_TOPIC, bytes("a/b")));
        records.add(1, "key", bytes("2"));
        assertEquals(List.of("0 a/b 1", "1 key 2"), words(made(0, true).get(0)));
    }

    @Test
    void a_name_that_comes_again_is_the_same_object() {
        records.add(0, "a/b", bytes("1")).add(1, "a/b", bytes("2"));
        List<Logged> messages = made(0, true).get(0).messages();
        assertSame(messages.get(0).message().topic(), messages.get(1).message().topic());
    }

    @Test
    void a_chunk_has_a_thousand_messages_at_most() {
        for (int i = 0; i < 2_500; i++) {
            records.add(i, "a", bytes("x"));
        }
        List<Chunk> chunks = made(0, true);
        assertEquals(
                List.of(1_000, 1_000, 500),
                chunks.stream().map(chunk -> chunk.messages().size()).toList());
    }

    @Test
    void a_chunk_has_a_quarter_of_a_mebibyte_at_most_or_one_message() {
        for (int i = 0; i < 40; i++) {
            records.add(i, "a", new byte[20_000]);
        }
        records.add(40, "a", new byte[1_000_000]).add(41, "a", bytes("x"));
        List<Chunk> chunks = made(0, true);
        for (Chunk chunk : chunks) {
            assertTrue(
                    chunk.bytes() <= ChunkMaker.MOST_BYTES || chunk.messages().size() == 1, "" + chunk.bytes());
        }
        assertEquals(
                42, chunks.stream().mapToInt(chunk -> chunk.messages().size()).sum());
    }

    @Test
    void what_a_chunk_takes_is_counted_within_a_factor_of_four() {
        for (int i = 0; i < 900; i++) {
            records.add(i, "a", new byte[100]);
        }
        int counted = made(0, true).get(0).bytes();
        int least = 900 * (100 + ChunkMaker.MESSAGE);
        assertTrue(counted >= least && counted < 4 * least, counted + " of " + least);
    }

    @Test
    void user_properties_are_counted_as_they_are_kept() {
        Header large = new Header("mqtt.user.x", new byte[50_000]);
        java.util.Arrays.fill(large.value() == null ? new byte[0] : large.value(), (byte) 'x');
        records.add(0, "a", bytes("x"), large);
        assertTrue(made(0, true).get(0).bytes() > 50_000);
    }

    @Test
    void payloads_share_an_array_but_for_those_that_are_retained() {
        records.add(0, "a", bytes("1")).add(1, "a", bytes("2")).add(2, "a", bytes("3"), retained());
        List<Logged> messages = made(0, true).get(0).messages();
        byte[] first = messages.get(0).message().payload().array();
        assertSame(first, messages.get(1).message().payload().array());
        assertNotSame(first, messages.get(2).message().payload().array());
        assertEquals(1, messages.get(2).message().payload().array().length);
    }

    @Test
    void a_lone_message_does_not_take_a_whole_block() {
        records.add(0, "a", new byte[100]);
        assertTrue(made(0, true).get(0).bytes() < 600);
    }
}
