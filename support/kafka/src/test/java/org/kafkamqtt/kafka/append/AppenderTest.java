package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of an appender, over a network that does what it is told. */
@Timeout(30)
class AppenderTest {
    private static final byte[] VALUE = new byte[100];
    private static final int ONE_BATCH = 1000;

    private final Scripted network = new Scripted();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Appender<String> appender = new Appender<>(
            new AppendSettings(true, true, ONE_BATCH, ONE_BATCH, 5, 5, 10_000, 30_000, 9, 1, 1, true),
            null,
            network,
            new Outcomes<>() {
                @Override
                public void arrived(Batch<String> batch, long baseOffset, long logAppendTime) {
                    told.add("arrived " + batch.count());
                }

                @Override
                public void failed(Batch<String> batch, int from, int count, Exception cause, boolean perhapsArrived) {
                    told.add("failed " + count + " " + cause.getClass().getSimpleName() + " " + perhapsArrived);
                }
            },
            () -> "");

    /** Answers at once unless it is silent, and fails if it is broken. */
    private static final class Scripted implements Network<String> {
        private final BlockingQueue<Runnable> deeds = new LinkedBlockingQueue<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger sent = new AtomicInteger();
        private final CountDownLatch someSent = new CountDownLatch(1);
        private volatile boolean anonymous;
        private volatile boolean silent;
        private volatile boolean away;
        private volatile boolean broken;
        private volatile boolean holding;
        private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

        private void holds() {
            holding = true;
        }

        /** Answers what it has held back. */
        private void answers() {
            holding = false;
            deeds.add(() -> {
                for (Runnable deed = held.poll(); deed != null; deed = held.poll()) {
                    deed.run();
                }
            });
        }

        @Override
        public int leader(String topic, int partition) {
            return 0;
        }

        @Override
        public void outdated() {}

        @Override
        public boolean ready(int node) {
            return !away;
        }

        @Override
        public void send(Shipment<String> shipment, Answers<String> answers) {
            sent.incrementAndGet();
            someSent.countDown();
            if (!silent) {
                (holding ? held : deeds)
                        .add(() -> shipment.batches().forEach(batch -> answers.take(batch, Answer.arrived(0, -1))));
            }
        }

        @Override
        public void askIdentity(Consumer<Identity> given, Consumer<Exception> refused) {
            asked.incrementAndGet();
            if (!anonymous) {
                given.accept(new Identity(1, (short) 0));
                wakeup();
            }
        }

        @Override
        public void poll(long most) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            try {
                Runnable deed = deeds.poll(most, TimeUnit.MILLISECONDS);
                if (deed != null) {
                    deed.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void wakeup() {
            deeds.add(() -> {});
        }

        @Override
        public Set<String> changedTopics() {
            return Set.of();
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        appender.close();
    }

    private Batch<String> add(int partition, long nowMs) throws InterruptedException {
        return appender.add(appender.lane("t", partition), nowMs, 5, null, 0, -1, VALUE, 0, VALUE.length, List.of());
    }

    @Test
    void a_flush_ends_when_the_fate_of_every_record_is_reported() throws InterruptedException {
        add(0, Appender.nowMs());
        add(0, Appender.nowMs());
        appender.flush();
        assertEquals("arrived 2", told.poll());
    }

    @Test
    void a_record_leaves_while_the_adding_thread_pauses() throws InterruptedException {
        add(0, Appender.nowMs());
        appender.pause();
        assertEquals("arrived 1", told.take());
        appender.resume();
    }

    @Test
    void a_wait_for_memory_lets_go_what_is_open_and_costs_the_next_batch_no_time() throws InterruptedException {
        long begun = Appender.nowMs();
        long stale = begun - 10_000;
        add(0, stale);
        Batch<String> next = add(1, stale);
        assertTrue(next.openedMs >= begun, () -> begun - next.openedMs + " ms too early");
        assertEquals("arrived 1", told.take());
    }

    private @Nullable Batch<String> offer(int partition) {
        return appender.offer(
                appender.lane("t", partition), Appender.nowMs(), 5, null, 0, -1, VALUE, 0, VALUE.length, List.of());
    }

    @Test
    void an_offer_without_memory_is_refused_at_once_and_the_owner_hears_of_room() throws InterruptedException {
        appender.whenRoom(() -> told.add("room"));
        network.holds();
        assertNotNull(offer(0));
        assertNull(offer(1));
        assertNull(offer(1));
        assertNull(told.poll());
        network.answers();
        assertEquals("arrived 1", told.take());
        assertEquals("room", told.take());
        assertNotNull(offer(1));
        appender.flush();
        assertEquals(List.of("arrived 1"), List.copyOf(told));
    }

    @Test
    void an_offer_to_an_appender_that_has_ended_says_so() {
        assertNotNull(offer(0));
        appender.close();
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            offer(0);
            offer(1);
        });
        assertEquals("the appender has ended", thrown.getMessage());
    }

    @Test
    void what_is_not_acknowledged_fails_when_the_patience_ends() throws InterruptedException {
        network.silent = true;
        add(0, Appender.nowMs());
        appender.pause();
        // Before that it cannot have arrived, however late the appender's thread comes to it.
        network.someSent.await();
        appender.limit(Duration.ofMillis(50));
        appender.flush();
        assertEquals("failed 1 AppenderClosed true", told.poll());
    }

    @Test
    void what_was_never_sent_when_the_patience_ends_cannot_have_arrived() throws InterruptedException {
        network.away = true;
        add(0, Appender.nowMs());
        appender.limit(Duration.ofMillis(50));
        appender.flush();
        assertEquals("failed 1 AppenderClosed false", told.poll());
        assertEquals(0, network.sent.get());
    }

    @Test
    void what_is_abandoned_fails_with_the_reason_and_so_does_what_follows() throws InterruptedException {
        network.silent = true;
        appender.abandon(new SequenceLost("t", 0));
        add(0, Appender.nowMs());
        appender.flush();
        assertEquals("failed 1 SequenceLost false", told.poll());
        assertTrue(appender.failure() instanceof SequenceLost);
        add(0, Appender.nowMs());
        appender.flush();
        assertEquals("failed 1 SequenceLost false", told.poll());
    }

    @Test
    void the_identity_is_known_before_anything_is_sent() throws InterruptedException {
        assertEquals(new Identity(1, (short) 0), appender.identity());
        assertEquals(1, network.asked.get());
        add(0, Appender.nowMs());
        appender.flush();
        assertEquals(new Identity(1, (short) 0), appender.identity());
        assertEquals(1, network.asked.get());
    }

    @Test
    void who_waits_for_the_identity_of_an_appender_that_fails_hears_so() {
        network.anonymous = true;
        appender.limit(Duration.ofMillis(20));
        IllegalStateException thrown = assertThrows(IllegalStateException.class, appender::identity);
        assertInstanceOf(AppenderClosed.class, thrown.getCause());
    }

    @Test
    void nothing_is_sent_once_there_is_a_reason_for_that() throws InterruptedException {
        add(0, Appender.nowMs());
        appender.flush();
        assertEquals("arrived 1", told.poll());
        appender.endFor(() -> new SequenceLost("t", 0));
        add(0, Appender.nowMs());
        appender.flush();
        assertEquals("failed 1 SequenceLost false", told.poll());
        assertEquals(1, network.sent.get());
    }

    @Test
    void an_appender_whose_thread_has_failed_says_so_instead_of_waiting() throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
        network.broken = true;
        network.wakeup();
        appender.flush();
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            add(0, Appender.nowMs());
            add(1, Appender.nowMs());
        });
        assertEquals("the appender has ended", thrown.getMessage());
        Thread.setDefaultUncaughtExceptionHandler(null);
    }
}
