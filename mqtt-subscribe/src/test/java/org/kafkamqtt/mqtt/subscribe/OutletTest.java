package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Digits;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;
import org.kafkamqtt.mqtt.subscribe.receive.Clearing;
import org.kafkamqtt.mqtt.subscribe.receive.Receipts;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;

class OutletTest {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Ending UNLIMITED = new Ending(NEVER, NEVER, false, NEVER, false);

    private final FakeConnection connection = new FakeConnection();
    private final FakeSink sink = new FakeSink();
    private final Counts counts = new Counts();

    private Outlet outlet(Settings settings) {
        return new Outlet(
                settings,
                sink,
                new Receipts(),
                new Clearing(),
                null,
                connection,
                counts,
                new Delays(false, Instant::now));
    }

    private Outlet outlet(Ending ending, TopicFilter... leftOut) {
        return outlet(Samples.settings(ending, List.of(leftOut), false));
    }

    private static Arrival message(int id, int qos, String topic) {
        return Samples.arrival(topic, Samples.bytes("m" + id), qos, false, id);
    }

    private static void put(Outlet outlet, Arrival... arrivals) {
        outlet.batch().addAll(List.of(arrivals));
    }

    @Test
    void what_is_written_is_flushed_and_only_then_acknowledged() throws Exception {
        sink.log = connection.deeds;
        Outlet outlet = outlet(UNLIMITED);
        put(outlet, message(1, 1, "a"), message(2, 2, "a"));
        outlet.work();
        assertEquals(List.of("write 1", "write 2", "flush", "acknowledge 1", "acknowledge 2"), connection.deeds);
        assertEquals(0, outlet.held());
        assertEquals(2, counts.acknowledged);
    }

    @Test
    void what_has_no_room_waits_and_so_does_all_behind_it() throws Exception {
        Outlet outlet = outlet(UNLIMITED);
        sink.room = 1;
        put(outlet, message(1, 1, "a"), message(2, 1, "a"), message(3, 1, "a"));
        outlet.work();
        assertEquals(List.of(1), sink.written);
        assertEquals(2, outlet.held());
        sink.room = 3;
        outlet.work();
        assertEquals(List.of(1, 2, 3), sink.written);
        assertEquals(3, counts.received);
    }

    @Test
    void what_its_reader_has_not_taken_is_not_acknowledged() throws Exception {
        Outlet outlet = outlet(UNLIMITED);
        sink.taken = OptionalLong.of(1);
        put(outlet, message(1, 1, "a"), message(2, 1, "a"));
        outlet.work();
        assertEquals(List.of("acknowledge 1"), connection.deeds);
        assertEquals(1, outlet.unsettled());
        sink.taken = OptionalLong.of(2);
        outlet.settleTaken();
        assertEquals(List.of("acknowledge 1", "acknowledge 2"), connection.deeds);
    }

    @Test
    void what_is_left_out_is_acknowledged_in_its_turn() throws Exception {
        Outlet outlet = outlet(UNLIMITED, new TopicFilter("x/#"));
        sink.taken = OptionalLong.of(0);
        put(outlet, message(1, 1, "a"), message(2, 1, "x/y"));
        outlet.work();
        assertEquals(List.of(1), sink.written);
        assertEquals(List.of(), connection.deeds);
        sink.taken = OptionalLong.of(1);
        outlet.settleTaken();
        assertEquals(List.of("acknowledge 1", "acknowledge 2"), connection.deeds);
        assertEquals(1, counts.leftOut);
    }

    @Test
    void beyond_the_number_asked_for_nothing_is_written_or_acknowledged() throws Exception {
        Outlet outlet = outlet(new Ending(2, NEVER, false, NEVER, false));
        put(outlet, message(1, 1, "a"), message(2, 1, "a"), message(3, 1, "a"));
        outlet.work();
        assertTrue(outlet.enough());
        assertEquals(List.of("acknowledge 1", "acknowledge 2"), connection.deeds);
        assertEquals(
                "3 received, 2 written, 2 acknowledged, 1 left out, 0 dropped",
                counts.summary(0, 0).text(Digits.PLAIN));
    }

    @Test
    void the_first_live_message_is_enough_where_retained_ones_were_wanted() throws Exception {
        Outlet outlet = outlet(new Ending(NEVER, NEVER, true, NEVER, false));
        put(outlet, Samples.arrival("a", Samples.bytes("old"), 1, true, 1), message(2, 0, "a"));
        outlet.work();
        assertTrue(outlet.sawLive());
        assertTrue(outlet.enough());
    }

    @Test
    void a_message_of_qos_2_is_settled_alone_where_it_is_noted_in_a_file() throws Exception {
        sink.log = connection.deeds;
        Outlet outlet = outlet(Samples.inSession(Path.of("session")));
        put(outlet, message(1, 2, "a"), message(2, 2, "a"));
        outlet.work();
        assertEquals(
                List.of("write 1", "flush", "acknowledge 1", "write 2", "flush", "acknowledge 2", "flush"),
                connection.deeds);
    }

    @Test
    void what_an_earlier_process_wrote_is_only_acknowledged() throws Exception {
        Outlet outlet = outlet(UNLIMITED);
        sink.alreadyWritten = 1;
        put(outlet, message(1, 2, "a"), message(2, 2, "a"));
        outlet.work();
        assertEquals(List.of(2), sink.written);
        assertEquals(List.of("acknowledge 1", "acknowledge 2"), connection.deeds);
    }

    @Test
    void a_retained_message_is_cleared_once_it_is_written() throws Exception {
        Outlet outlet = outlet(Samples.settings(UNLIMITED, List.of(), true));
        put(outlet, Samples.arrival("a", Samples.bytes("old"), 0, true, 0), message(0, 0, "b"));
        outlet.work();
        assertEquals(List.of("publish a 0 true"), connection.deeds);
    }

    @Test
    void a_message_that_does_not_fit_into_memory_ends_the_run_with_its_name() {
        Outlet outlet = outlet(UNLIMITED);
        sink.outOfMemory = true;
        put(outlet, message(1, 1, "large/one"));
        Failure failure = assertThrows(Failure.class, outlet::work);
        assertEquals(ExitStatus.FAILED, failure.status());
        assertTrue(failure.sentence().startsWith("a message of 'large/one' of 2 bytes"), failure.sentence());
        assertFalse(connection.deeds.contains("acknowledge 1"));
    }

    /** Takes as many messages as it has room for. */
    private static final class FakeSink implements Sink {
        private final List<Integer> written = new ArrayList<>();
        private List<String> log = new ArrayList<>();
        private int room = Integer.MAX_VALUE;
        private int alreadyWritten = -1;
        private boolean outOfMemory;
        private OptionalLong taken = OptionalLong.empty();

        @Override
        public boolean isWritten(Arrival message) {
            return message.messageId() == alreadyWritten;
        }

        @Override
        public boolean hasRoom(Arrival message) {
            return written.size() < room;
        }

        @Override
        public void write(Arrival message) {
            if (outOfMemory) {
                throw new OutOfMemoryError("Java heap space");
            }
            written.add(message.messageId());
            log.add("write " + message.messageId());
        }

        @Override
        public void flush() {
            log.add("flush");
        }

        @Override
        public OptionalLong taken() {
            return taken;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
