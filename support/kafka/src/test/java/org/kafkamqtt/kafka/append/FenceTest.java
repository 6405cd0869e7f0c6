package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a fence does about each answer, over a network that gives the answers of a list. */
@Timeout(30)
class FenceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Fence.Spot FIRST = new Fence.Spot("t", 0);
    private static final Fence.Spot SECOND = new Fence.Spot("t", 1);
    private final Exception why = new Exception("why");
    private static final Fence.Words WORDS = new Fence.Words(new byte[] {'k'}, new byte[] {'v'}, List.of(), 5);

    private final Scripted network = new Scripted();
    private final Fence fence = new Fence(
            new AppendSettings(true, true, 1000, 1000, 0, 5, 1 << 20, Long.MAX_VALUE, 9, 1, 2, false), network);

    /** Answers each batch with the next answer of its list. */
    private static final class Scripted implements Network<Fence.Spot> {
        private final ArrayDeque<Answer> script = new ArrayDeque<>();
        private final ArrayDeque<Runnable> deeds = new ArrayDeque<>();
        private final List<String> sent = new ArrayList<>();
        private int unknown;
        private int asked;

        @Override
        public int leader(String topic, int partition) {
            return unknown-- > 0 ? NONE : partition;
        }

        @Override
        public void outdated() {
            asked++;
        }

        @Override
        public boolean ready(int node) {
            return true;
        }

        @Override
        public void send(Shipment<Fence.Spot> shipment, Answers<Fence.Spot> answers) {
            for (Batch<Fence.Spot> batch : shipment.batches()) {
                ByteBuffer bytes = batch.toSend();
                sent.add(batch.partition() + ": " + bytes.getLong(43) + "/" + bytes.getShort(51) + "/"
                        + bytes.getInt(53) + "+" + batch.count());
                deeds.add(() -> answers.take(batch, script.remove()));
            }
        }

        @Override
        public void askIdentity(Consumer<Identity> given, Consumer<Exception> refused) {
            throw new IllegalStateException("a fence needs no identity of its own");
        }

        @Override
        public void poll(long most) {
            while (!deeds.isEmpty()) {
                deeds.remove().run();
            }
        }

        @Override
        public void wakeup() {}

        @Override
        public Set<String> changedTopics() {
            return Set.of();
        }

        @Override
        public void close() {}
    }

    private Map<Fence.Spot, Long> put(Fence.Spot... spots) throws FenceRefused, InterruptedException {
        return fence.put(7, List.of(spots), WORDS, LIMIT);
    }

    private void answers(Answer... answers) {
        network.script.addAll(List.of(answers));
    }

    @Test
    void is_one_record_of_the_other_producer_with_the_highest_epoch_from_the_beginning() throws Exception {
        answers(Answer.arrived(4, -1));
        assertEquals(Map.of(FIRST, 4L), put(FIRST));
        assertEquals(List.of("0: 7/32767/0+1"), network.sent);
    }

    @Test
    void is_sent_again_until_the_answer_is_certain() throws Exception {
        answers(
                Answer.of(Answer.Kind.LOST, why),
                Answer.of(Answer.Kind.AGAIN, why),
                Answer.of(Answer.Kind.AGAIN_PERHAPS_ARRIVED, why),
                Answer.of(Answer.Kind.FORGOTTEN, why),
                Answer.arrived(4, -1));
        assertEquals(Map.of(FIRST, 4L), put(FIRST));
        assertEquals(List.of("0: 7/32767/0+1"), network.sent.stream().distinct().toList());
        assertEquals(5, network.sent.size());
    }

    @Test
    void counts_where_another_record_of_the_highest_epoch_is_already() throws Exception {
        answers(Answer.of(Answer.Kind.OUT_OF_ORDER, why), Answer.of(Answer.Kind.FENCED, why));
        assertEquals(Map.of(FIRST, -1L, SECOND, -1L), put(FIRST, SECOND));
    }

    @Test
    void waits_for_a_leader() throws Exception {
        network.unknown = 2;
        answers(Answer.arrived(4, -1));
        assertEquals(Map.of(FIRST, 4L), put(FIRST));
        assertEquals(2, network.asked);
    }

    @Test
    void ends_when_the_time_is_over_with_those_that_have_answered() throws Exception {
        network.unknown = Integer.MAX_VALUE;
        assertEquals(Map.of(), fence.put(7, List.of(FIRST), WORDS, Duration.ofMillis(20)));
    }

    @Test
    void says_where_it_is_refused() {
        answers(Answer.of(Answer.Kind.REFUSED, why));
        FenceRefused thrown = assertThrows(FenceRefused.class, () -> put(FIRST));
        assertEquals("partition 0 of t refuses a fence", thrown.getMessage());
        assertEquals(why, thrown.getCause());
    }

    @Test
    void ends_with_an_interrupt() {
        network.unknown = Integer.MAX_VALUE;
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> put(FIRST));
    }
}
