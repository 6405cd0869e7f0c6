package org.kafkamqtt.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AlarmsTest {
    @Test
    void an_action_comes_no_earlier_than_asked_for_on_the_thread_of_the_clock() throws Exception {
        try (Alarms alarms = new Alarms()) {
            CompletableFuture<String> thread = new CompletableFuture<>();
            long begin = System.nanoTime();
            alarms.after(
                    Duration.ofNanos(1_500_000),
                    () -> thread.complete(Thread.currentThread().getName()));
            assertEquals("clock", thread.get());
            assertTrue(System.nanoTime() - begin >= 1_500_000);
        }
    }

    @Test
    void an_action_may_come_again_and_again() throws InterruptedException {
        try (Alarms alarms = new Alarms()) {
            CountDownLatch three = new CountDownLatch(3);
            alarms.each(Duration.ofMillis(1), three::countDown);
            three.await();
        }
    }

    @Test
    void an_action_that_fails_leaves_the_others_their_turn() throws InterruptedException {
        try (Alarms alarms = new Alarms()) {
            CountDownLatch done = new CountDownLatch(1);
            alarms.after(Duration.ZERO, () -> {
                throw new IllegalStateException("a failure of one action");
            });
            alarms.after(Duration.ofMillis(5), done::countDown);
            assertTrue(done.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void nothing_comes_once_it_is_closed() throws Exception {
        Alarms alarms = new Alarms();
        CompletableFuture<Thread> clock = new CompletableFuture<>();
        CountDownLatch done = new CountDownLatch(1);
        alarms.after(Duration.ZERO, () -> clock.complete(Thread.currentThread()));
        Thread thread = clock.get();
        alarms.close();
        alarms.after(Duration.ZERO, done::countDown);
        thread.join();
        assertEquals(1, done.getCount());
    }
}
