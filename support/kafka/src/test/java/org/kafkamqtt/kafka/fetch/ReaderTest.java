package org.kafkamqtt.kafka.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReaderTest {
    private static final UUID ID = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final Place A = new Place("t", 0);
    private static final Place B = new Place("t", 1);
    private static final int ONE = 1000;
    private static final int SESSION_FROM = 3;

    private final FakeNetwork network = new FakeNetwork();
    private int freed;
    private long now = 5000;
    private Reader reader = reader(Optional.of(Reset.beginning()), 10_000);

    private Reader reader(Optional<Reset> reset, long memory) {
        return new Reader(
                new ReadSettings(false, true, ONE, 4 * ONE, memory, SESSION_FROM, 60_000, 10, 100, reset),
                network,
                new GzipCodec(),
                () -> freed++);
    }

    @BeforeEach
    void leaders() {
        network.leads(A, 1, 7, ID);
        network.leads(B, 1, 7, ID);
    }

    private void work() {
        reader.work(now);
    }

    private void answer(Ask ask, Answer answer) {
        reader.answered(ask, answer, now);
        work();
    }

    /** Reads A from an offset, whose answer is still to come. */
    private Ask.Fetch reading(long offset, int epoch) {
        reader.assign(List.of(A));
        reader.seek(A, offset, epoch);
        work();
        if (epoch >= 0) {
            Ask.Epochs ask = (Ask.Epochs) network.sent.remove();
            answer(ask, end(A, epoch, Long.MAX_VALUE));
        }
        return network.fetch();
    }

    private static Answer.Epochs end(Place place, int epoch, long offset) {
        return new Answer.Epochs(
                List.of(new Answer.EpochPart(place, Verdict.OK, null, new Answer.Divergence(epoch, offset))));
    }

    private static Answer.Offsets offset(Place place, long offset, int epoch) {
        return new Answer.Offsets(List.of(new Answer.OffsetPart(place, Verdict.OK, null, offset, epoch)));
    }

    private static Function<Ask.Part, byte[]> values(String... values) {
        return part -> LogBytes.values(part.offset(), 4, values);
    }

    private List<String> taken() {
        List<String> taken = new ArrayList<>();
        try (Fetched fetched = reader.take()) {
            for (Portion portion : fetched.portions()) {
                while (portion.next()) {
                    taken.add(portion.partition() + ":" + portion.record().offset() + "="
                            + new String(Objects.requireNonNull(portion.record().value()), StandardCharsets.UTF_8));
                }
            }
        }
        return taken;
    }

    // ---- the plain way

    @Test
    void asks_where_to_begin_and_reads_from_there() {
        reader.assign(List.of(A));
        work();
        Ask.Offsets offsets = (Ask.Offsets) network.sent.remove();
        assertEquals(Reset.BEGINNING, offsets.parts().get(0).timestamp());
        assertEquals(-1, reader.position(A));
        answer(offsets, offset(A, 3, 2));
        assertEquals(3, reader.position(A));
        Ask.Fetch fetch = network.fetch();
        assertEquals(
                new Ask.Part(A, ID, 3, 2, 7, ONE, fetch.parts().get(0).turn()),
                fetch.parts().get(0));
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a", "b")));
        assertEquals(List.of("0:3=a", "0:4=b"), taken());
        assertEquals(5, reader.position(A));
        assertEquals(4, reader.epoch(A));
    }

    @Test
    void asks_ahead_once_what_came_was_taken() {
        Ask.Fetch first = reading(3, -1);
        answer(first, FakeNetwork.answer(first, 0, values("a", "b")));
        assertTrue(network.sent.isEmpty());
        Fetched fetched = reader.take();
        work();
        Ask.Part next = network.fetch().parts().get(0);
        assertEquals(5, next.offset());
        assertEquals(4, next.epoch());
        fetched.close();
    }

    @Test
    void asks_a_node_one_thing_at_a_time() {
        Ask.Fetch first = reading(3, -1);
        reader.assign(List.of(A, B));
        reader.seek(B, 0, -1);
        work();
        assertTrue(network.sent.isEmpty());
        answer(first, FakeNetwork.answer(first, 0, values("a")));
        assertEquals(List.of("0:3=a"), taken());
        work();
        assertEquals(B, network.fetch().parts().get(0).place());
    }

    @Test
    void does_not_ask_a_node_for_the_rest_alone_while_something_of_it_waits_to_be_taken() {
        Ask.Fetch fetch = readingBoth();
        answer(
                fetch,
                FakeNetwork.answer(
                        fetch, 0, part -> part.place().equals(A) ? LogBytes.values(0, 4, "a") : new byte[0]));
        assertTrue(network.sent.isEmpty());
        reader.pause(A);
        work();
        assertEquals(
                List.of(B),
                network.fetch().parts().stream().map(Ask.Part::place).toList());
    }

    @Test
    void serves_first_what_was_not_served_last() {
        Ask.Fetch fetch = readingBoth();
        reader.answered(
                fetch,
                FakeNetwork.answer(fetch, 0, part -> part.place().equals(A) ? LogBytes.values(0, 4, "a") : new byte[0]),
                now);
        assertEquals(List.of("0:0=a"), taken());
        work();
        assertEquals(
                List.of(B, A),
                network.fetch().parts().stream().map(Ask.Part::place).toList());
    }

    private Ask.Fetch readingBoth() {
        reader.assign(List.of(A, B));
        reader.seek(A, 0, -1);
        reader.seek(B, 0, -1);
        work();
        return network.fetch();
    }

    @Test
    void gives_nothing_of_a_partition_that_is_paused_and_all_of_it_later() {
        Ask.Fetch fetch = reading(0, -1);
        reader.pause(A);
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        assertEquals(List.of(), taken());
        reader.resume(A);
        assertEquals(List.of("0:0=a"), taken());
    }

    @Test
    void asks_for_nothing_while_paused() {
        Ask.Fetch fetch = reading(0, -1);
        reader.pause(A);
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> new byte[0]));
        assertTrue(network.sent.isEmpty());
    }

    @Test
    void drops_what_was_asked_for_before_a_seek() {
        Ask.Fetch fetch = reading(0, -1);
        reader.seek(A, 50, -1);
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        assertEquals(List.of(), taken());
        assertEquals(50, network.fetch().parts().get(0).offset());
    }

    @Test
    void knows_only_what_is_assigned() {
        Ask.Fetch fetch = reading(0, -1);
        reader.assign(List.of(B));
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        assertEquals(List.of(), taken());
        assertThrows(IllegalStateException.class, () -> reader.position(A));
    }

    @Test
    void tells_how_far_the_log_goes() {
        Ask.Fetch fetch = reading(0, -1);
        assertEquals(Answer.Marks.UNKNOWN, reader.marks(A));
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        assertEquals(new Answer.Marks(0, 100, 100), reader.marks(A));
    }

    @Test
    void asks_for_more_where_a_batch_does_not_fit() {
        Ask.Fetch fetch = reading(0, -1);
        byte[] batch = LogBytes.values(0, 4, "a".repeat(5 * ONE));
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> Arrays.copyOf(batch, ONE)));
        Ask.Fetch more = network.fetch();
        assertEquals(batch.length, more.parts().get(0).bytes());
        assertEquals(batch.length, more.maxBytes());
        answer(more, FakeNetwork.answer(more, 0, part -> batch));
        assertEquals(1, taken().size());
        work();
        assertEquals(ONE, network.fetch().parts().get(0).bytes());
    }

    @Test
    void says_so_where_a_batch_claims_to_be_larger_than_memory() {
        Ask.Fetch fetch = reading(0, -1);
        byte[] batch = LogBytes.values(0, 4, "a");
        batch[9] = 1;
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> batch));
        assertEquals(
                Trouble.Kind.CORRUPT, Objects.requireNonNull(reader.trouble()).kind());
    }

    @Test
    void asks_later_for_a_batch_that_should_have_come_whole() {
        Ask.Fetch fetch = reading(0, -1);
        byte[] batch = LogBytes.values(0, 4, "a");
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> Arrays.copyOf(batch, batch.length - 1)));
        assertTrue(network.sent.isEmpty());
        now += 10;
        work();
        assertEquals(ONE, network.fetch().parts().get(0).bytes());
    }

    // ---- what may go wrong

    @Test
    void waits_longer_each_time_something_fails() {
        Ask.Fetch fetch = reading(0, -1);
        answer(fetch, new Answer.Lost(Verdict.AGAIN, new IllegalStateException("lost")));
        assertTrue(network.sent.isEmpty());
        assertEquals(now + 10, reader.nextMs(now));
        now += 10;
        work();
        answer(network.fetch(), new Answer.Lost(Verdict.AGAIN, new IllegalStateException("lost")));
        assertEquals(now + 20, reader.nextMs(now));
    }

    @Test
    void looks_for_news_when_the_leader_has_moved() {
        Ask.Fetch fetch = reading(0, -1);
        answer(fetch, FakeNetwork.refusal(fetch, Verdict.OUTDATED));
        assertEquals(1, network.outdated);
        network.leads(A, 2, 8, ID);
        work();
        assertEquals(2, network.fetch().node());
    }

    @Test
    void waits_for_a_leader() {
        network.leads(A, Leader.NONE, 7, ID);
        reader.assign(List.of(A));
        reader.seek(A, 0, -1);
        work();
        assertTrue(network.sent.isEmpty());
        assertEquals(1, network.outdated);
    }

    @Test
    void begins_again_where_the_policy_says_if_the_offset_does_not_exist() {
        Ask.Fetch fetch = reading(10, -1);
        answer(fetch, FakeNetwork.refusal(fetch, Verdict.OUT_OF_RANGE));
        answer(network.sent.remove(), offset(A, 20, 5));
        assertEquals(20, reader.position(A));
        assertNull(reader.trouble());
    }

    @Test
    void says_so_without_a_policy_each_time() {
        reader = reader(Optional.empty(), 10_000);
        Ask.Fetch fetch = reading(10, -1);
        for (int i = 0; i < 2; i++) {
            answer(fetch, FakeNetwork.refusal(fetch, Verdict.OUT_OF_RANGE));
            assertEquals(new Trouble(A, Trouble.Kind.OUT_OF_RANGE, 10, null, null), reader.trouble());
            assertNull(reader.trouble());
            work();
            fetch = network.fetch();
        }
    }

    @Test
    void has_nowhere_to_begin_without_a_policy() {
        reader = reader(Optional.empty(), 10_000);
        reader.assign(List.of(A));
        work();
        assertTrue(network.sent.isEmpty());
        assertEquals(
                Trouble.Kind.NO_OFFSET, Objects.requireNonNull(reader.trouble()).kind());
    }

    @Test
    void asks_the_leader_where_a_replica_does_not_have_the_offset() {
        Ask.Fetch fetch = reading(10, -1);
        Ask.Part part = fetch.parts().get(0);
        Answer.Part elsewhere = new Answer.Part(
                "t", ID, 0, Verdict.OK, null, Answer.Marks.UNKNOWN, null, 9, List.of(), Answer.Bytes.NONE);
        answer(fetch, new Answer.Fetch(Verdict.OK, 0, List.of(elsewhere), 0, () -> {}));
        Ask.Fetch replica = network.fetch();
        assertEquals(9, replica.node());
        assertEquals(part.offset(), replica.parts().get(0).offset());
        answer(replica, FakeNetwork.refusal(replica, Verdict.OUT_OF_RANGE));
        assertEquals(1, network.fetch().node());
    }

    private static Answer elsewhere(int replica) {
        Answer.Part part = new Answer.Part(
                "t", ID, 0, Verdict.OK, null, Answer.Marks.UNKNOWN, null, replica, List.of(), Answer.Bytes.NONE);
        return new Answer.Fetch(Verdict.OK, 0, List.of(part), 0, () -> {});
    }

    @Test
    void does_not_go_round_between_a_leader_and_a_replica_that_lacks_the_offset() {
        answer(reading(10, -1), elsewhere(9));
        Ask.Fetch replica = network.fetch();
        answer(replica, FakeNetwork.refusal(replica, Verdict.OUT_OF_RANGE));
        answer(network.fetch(), elsewhere(9));
        assertTrue(network.sent.isEmpty());
        assertEquals(now + 10, reader.nextMs(now));
    }

    @Test
    void asks_the_leader_when_a_replica_does_not_answer() {
        answer(reading(10, -1), elsewhere(9));
        answer(network.fetch(), new Answer.Lost(Verdict.AGAIN, new IllegalStateException("lost")));
        now += 10;
        work();
        assertEquals(1, network.fetch().node());
    }

    @Test
    void asks_the_leader_when_a_replica_cannot_be_reached_for_long() {
        network.away.add(9);
        answer(reading(10, -1), elsewhere(9));
        assertTrue(network.sent.isEmpty());
        now += 100;
        work();
        assertEquals(1, network.fetch().node());
    }

    @Test
    void says_what_is_not_allowed_and_tries_again() {
        Ask.Fetch fetch = reading(10, -1);
        answer(fetch, FakeNetwork.refusal(fetch, Verdict.DENIED));
        assertEquals(
                Trouble.Kind.DENIED, Objects.requireNonNull(reader.trouble()).kind());
        now += 10;
        work();
        assertEquals(10, network.fetch().parts().get(0).offset());
    }

    @Test
    void gives_what_is_before_a_corrupt_batch_and_then_says_so() {
        byte[] bad = LogBytes.values(1, 4, "b");
        bad[bad.length - 2] ^= 1;
        Ask.Fetch fetch = reading(0, -1);
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> LogBytes.joined(LogBytes.values(0, 4, "a"), bad)));
        assertNull(reader.trouble());
        assertEquals(List.of("0:0=a"), taken());
        work();
        Ask.Fetch again = network.fetch();
        assertEquals(1, again.parts().get(0).offset());
        answer(again, FakeNetwork.answer(again, 0, part -> bad));
        Trouble trouble = Objects.requireNonNull(reader.trouble());
        assertEquals(Trouble.Kind.CORRUPT, trouble.kind());
        assertEquals(1, trouble.offset());
    }

    // ---- other leaders, other topics

    @Test
    void asks_a_new_leader_how_far_it_has_what_was_read() {
        Ask.Fetch fetch = reading(10, 4);
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        assertEquals(1, taken().size());
        network.leads(A, 2, 8, ID);
        work();
        Ask.Epochs epochs = (Ask.Epochs) network.sent.remove();
        assertEquals(2, epochs.node());
        assertEquals(4, epochs.parts().get(0).epoch());
        assertEquals(8, epochs.parts().get(0).leaderEpoch());
        answer(epochs, end(A, 4, 100));
        assertEquals(11, network.fetch().parts().get(0).offset());
    }

    @Test
    void goes_back_to_where_the_log_was_truncated() {
        Ask.Fetch fetch = reading(10, 4);
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a", "b")));
        assertEquals(2, taken().size());
        network.leads(A, 2, 8, ID);
        work();
        answer(network.sent.remove(), end(A, 4, 11));
        assertEquals(11, reader.position(A));
        assertEquals(11, network.fetch().parts().get(0).offset());
    }

    /** Has read offset 10 of epoch 4, and 11 of epoch 6. */
    private void readTwoEpochs() {
        Ask.Fetch fetch = reading(10, 4);
        byte[] both = LogBytes.joined(LogBytes.values(10, 4, "a"), LogBytes.values(11, 6, "b"));
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> both));
        assertEquals(2, taken().size());
        network.leads(A, 2, 8, ID);
        work();
    }

    @Test
    void goes_back_before_what_was_read_of_an_epoch_that_the_log_does_not_have() {
        readTwoEpochs();
        answer(network.sent.remove(), end(A, 5, 30));
        assertEquals(11, reader.position(A));
        Ask.Epochs again = (Ask.Epochs) network.sent.remove();
        assertEquals(4, again.parts().get(0).epoch());
    }

    @Test
    void says_where_an_epoch_begins_that_the_log_does_not_have() {
        reader = reader(Optional.empty(), 10_000);
        readTwoEpochs();
        answer(network.sent.remove(), end(A, 5, 30));
        assertEquals(new Trouble(A, Trouble.Kind.TRUNCATED, 12, null, new Answer.Divergence(4, 11)), reader.trouble());
    }

    @Test
    void says_so_if_it_must_not_go_back_by_itself() {
        reader = reader(Optional.empty(), 10_000);
        reading(10, 4);
        network.leads(A, 2, 8, ID);
        work();
        answer(network.sent.remove(), end(A, 3, 8));
        assertEquals(new Trouble(A, Trouble.Kind.TRUNCATED, 10, null, new Answer.Divergence(3, 8)), reader.trouble());
    }

    @Test
    void goes_back_where_an_answer_says_that_the_log_parts() {
        Ask.Fetch fetch = reading(10, 4);
        Answer.Part parted = new Answer.Part(
                "",
                ID,
                0,
                Verdict.OK,
                null,
                Answer.Marks.UNKNOWN,
                new Answer.Divergence(3, 6),
                -1,
                List.of(),
                Answer.Bytes.NONE);
        answer(fetch, new Answer.Fetch(Verdict.OK, 0, List.of(parted), 0, () -> {}));
        Ask.Part next = network.fetch().parts().get(0);
        assertEquals(6, next.offset());
        assertEquals(3, next.epoch());
    }

    @Test
    void takes_a_broker_at_its_word_that_knows_no_epochs() {
        reader.assign(List.of(A));
        reader.seek(A, 10, 4);
        work();
        answer(network.sent.remove(), new Answer.Lost(Verdict.UNSUPPORTED, new IllegalStateException("old")));
        assertEquals(10, network.fetch().parts().get(0).offset());
    }

    @Test
    void drops_what_an_old_leader_answers_after_there_is_a_new_one() {
        Ask.Fetch fetch = reading(10, -1);
        network.leads(A, 2, 8, ID);
        work();
        assertEquals(2, network.fetch().node());
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        assertEquals(List.of(), taken());
    }

    @Test
    void reads_another_topic_of_the_name_from_where_the_policy_says() {
        Ask.Fetch fetch = reading(10, -1);
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        network.leads(A, 1, 0, OTHER);
        work();
        assertEquals(List.of(), taken());
        answer(network.sent.remove(), offset(A, 0, -1));
        Ask.Part part = network.fetch().parts().get(0);
        assertEquals(OTHER, part.topicId());
        assertEquals(0, part.offset());
    }

    @Test
    void does_not_go_back_to_a_topic_that_is_no_more() {
        Ask.Fetch before = reading(10, -1);
        answer(before, FakeNetwork.answer(before, 0, values("x")));
        network.leads(A, 1, 0, OTHER);
        work();
        answer(network.sent.remove(), offset(A, 0, -1));
        Ask.Fetch fetch = network.fetch();
        network.leads(A, 1, 7, ID);
        work();
        answer(fetch, FakeNetwork.answer(fetch, 0, values("a")));
        assertEquals(List.of("0:0=a"), taken());
        work();
        assertEquals(OTHER, network.fetch().parts().get(0).topicId());
    }

    @Test
    void does_not_read_another_topic_of_the_name_without_a_policy() {
        reader = reader(Optional.empty(), 10_000);
        reading(10, -1);
        network.leads(A, 1, 0, OTHER);
        work();
        assertEquals(
                Trouble.Kind.OUT_OF_RANGE,
                Objects.requireNonNull(reader.trouble()).kind());
        work();
        assertEquals(
                Trouble.Kind.NO_OFFSET, Objects.requireNonNull(reader.trouble()).kind());
        assertTrue(network.sent.isEmpty());
    }

    @Test
    void looks_for_a_time_again_in_another_topic_of_the_name() {
        reader = reader(Optional.of(Reset.ago(1000)), 10_000);
        reader.assign(List.of(A));
        work();
        answer(network.sent.remove(), offset(A, -1, -1));
        assertEquals(
                Reset.END, ((Ask.Offsets) network.sent.remove()).parts().get(0).timestamp());
        network.leads(A, 1, 0, OTHER);
        work();
        assertEquals(
                now - 1000, ((Ask.Offsets) network.sent.remove()).parts().get(0).timestamp());
    }

    // ---- sessions

    private List<Place> many() {
        List<Place> places =
                IntStream.range(0, 5).mapToObj(i -> new Place("m", i)).toList();
        places.forEach(place -> network.leads(place, 1, 7, ID));
        reader.assign(places);
        places.forEach(place -> reader.seek(place, 0, -1));
        work();
        return places;
    }

    @Test
    void asks_only_for_changes_in_a_session() {
        List<Place> places = many();
        Ask.Fetch first = network.fetch();
        assertEquals(0, first.sessionEpoch());
        assertEquals(5, first.parts().size());
        answer(
                first,
                FakeNetwork.answer(
                        first, 77, part -> part.place().partition() == 2 ? LogBytes.values(0, 4, "a") : new byte[0]));
        assertEquals(List.of("2:0=a"), taken());
        work();
        Ask.Fetch second = network.fetch();
        assertEquals(77, second.sessionId());
        assertEquals(1, second.sessionEpoch());
        assertEquals(
                List.of(places.get(2)),
                second.parts().stream().map(Ask.Part::place).toList());
        assertEquals(1, second.parts().get(0).offset());
        assertEquals(List.of(), second.forgotten());
        reader.pause(places.get(3));
        answer(second, new Answer.Fetch(Verdict.OK, 77, List.of(), 0, () -> {}));
        Ask.Fetch third = network.fetch();
        assertEquals(2, third.sessionEpoch());
        assertEquals(List.of(), third.parts());
        assertEquals(
                List.of(places.get(3)),
                third.forgotten().stream().map(Ask.Part::place).toList());
    }

    @Test
    void takes_answers_about_what_was_asked_for_before_in_a_session() {
        List<Place> places = many();
        Ask.Fetch first = network.fetch();
        answer(first, FakeNetwork.answer(first, 77, part -> new byte[0]));
        Ask.Fetch second = network.fetch();
        byte[] bytes = LogBytes.values(0, 4, "a");
        Answer.Part late = FakeNetwork.ok(first.parts().get(3), new Answer.Bytes(bytes, 0, bytes.length));
        answer(second, new Answer.Fetch(Verdict.OK, 77, List.of(late), bytes.length, () -> {}));
        assertEquals(List.of(places.get(3).partition() + ":0=a"), taken());
    }

    @Test
    void begins_a_session_anew_when_it_is_lost() {
        many();
        Ask.Fetch first = network.fetch();
        answer(first, FakeNetwork.answer(first, 77, part -> new byte[0]));
        answer(network.fetch(), new Answer.Fetch(Verdict.AGAIN, 0, List.of(), 0, () -> {}));
        now += 10;
        work();
        Ask.Fetch anew = network.fetch();
        assertEquals(0, anew.sessionEpoch());
        assertEquals(5, anew.parts().size());
    }

    @Test
    void does_without_a_session_for_a_few_partitions() {
        assertEquals(Ask.Fetch.NO_SESSION, readingBoth().sessionEpoch());
    }

    // ---- memory

    @Test
    void leaves_room_for_a_batch_of_any_partition_that_did_not_fit() {
        Ask.Fetch fetch = readingBoth();
        byte[] large = LogBytes.values(0, 4, "a".repeat(9 * ONE));
        byte[] cut = java.util.Arrays.copyOf(large, ONE);
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> part.place().equals(B) ? cut : new byte[0]));
        assertEquals(large.length, network.fetch().maxBytes());
    }

    @Test
    void asks_for_no_more_than_memory_allows_until_it_is_given_back() {
        reader = reader(Optional.empty(), 4 * ONE);
        Ask.Fetch fetch = reading(0, -1);
        byte[] batch = LogBytes.values(0, 4, "a".repeat(4 * ONE));
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> batch));
        Fetched fetched = reader.take();
        work();
        assertTrue(network.sent.isEmpty());
        assertEquals(0, freed);
        fetched.close();
        fetched.close();
        assertEquals(1, freed);
        work();
        assertFalse(network.sent.isEmpty());
    }

    @Test
    void gives_bytes_back_once_when_all_of_an_answer_is_closed() {
        int[] released = {0};
        Ask.Fetch fetch = readingBoth();
        Answer.Fetch answer = FakeNetwork.answer(fetch, 0, values("a"));
        reader.pause(B);
        answer(fetch, new Answer.Fetch(Verdict.OK, 0, answer.parts(), 500, () -> released[0]++));
        assertEquals(List.of("0:0=a"), taken());
        assertEquals(0, released[0]);
        reader.resume(B);
        assertEquals(List.of("1:0=a"), taken());
        assertEquals(1, released[0]);
    }

    @Test
    void forgets_what_waits_in_a_paused_partition_if_others_need_the_memory() {
        reader = reader(Optional.empty(), 4 * ONE);
        Ask.Fetch fetch = reading(0, -1);
        reader.pause(A);
        byte[] batch = LogBytes.values(0, 4, "a".repeat(4 * ONE));
        answer(fetch, FakeNetwork.answer(fetch, 0, part -> batch));
        reader.assign(List.of(A, B));
        reader.seek(B, 0, -1);
        work();
        assertEquals(B, network.fetch().parts().get(0).place());
        reader.resume(A);
        assertEquals(List.of(), taken());
        assertEquals(0, reader.position(A));
    }
}
