package org.kafkamqtt.mqtt.subscribe.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.trial.Await;

class IntakeTest {
    /** Waiting is numbers: 1000 and above of QoS 1, below of QoS 0; each as large as its last digit. */
    private static Intake<Integer> intake(int messages, long bytes, long patienceMillis) {
        Intake<Integer> intake = new Intake<>(
                messages,
                bytes,
                TimeUnit.MILLISECONDS.toNanos(patienceMillis),
                number -> number >= 1000 ? 1 : 0,
                number -> number % 10,
                System::nanoTime);
        intake.bound();
        return intake;
    }

    /** What is waited for may come behind them. */
    @Test
    void messages_of_a_kept_session_find_room_before_anybody_takes_them() throws InterruptedException {
        Intake<Integer> intake = new Intake<>(10, 10, 1, number -> 1, number -> number % 10, System::nanoTime);
        for (int i = 0; i < 100; i++) {
            intake.offer(1009);
        }
        assertEquals(100, taken(intake, 200).size());
    }

    private static List<Integer> taken(Intake<Integer> intake, int most) throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        intake.take(taken, most, 0);
        return taken;
    }

    @Test
    void keeps_the_order_of_arrival() throws InterruptedException {
        Intake<Integer> intake = intake(10, 100, 0);
        List.of(1, 1000, 2, 1001).forEach(intake::offer);
        assertEquals(List.of(1, 1000, 2), taken(intake, 3));
        assertEquals(List.of(1001), taken(intake, 3));
        assertEquals(List.of(), taken(intake, 3));
    }

    @Test
    void drops_and_counts_qos_0_beyond_its_room_and_never_qos_1() throws InterruptedException {
        Intake<Integer> intake = intake(2, 100, 0);
        List.of(1, 2, 3, 1000, 4, 1001).forEach(intake::offer);
        assertEquals(List.of(1, 2, 1000, 1001), taken(intake, 10));
        assertEquals(2, intake.dropped());
    }

    @Test
    void room_is_measured_in_bytes_too_and_a_giant_fits_into_an_empty_one() throws InterruptedException {
        Intake<Integer> intake = intake(10, 5, 0);
        List.of(9, 1).forEach(intake::offer);
        assertEquals(List.of(9), taken(intake, 10));
        List.of(3, 2, 4).forEach(intake::offer);
        assertEquals(List.of(3, 2), taken(intake, 10));
        assertEquals(2, intake.dropped());
    }

    @Test
    void goes_on_dropping_until_the_room_is_half_empty() throws InterruptedException {
        Intake<Integer> intake = intake(4, 100, 0);
        List.of(1, 2, 3, 4, 5).forEach(intake::offer);
        assertEquals(List.of(1), taken(intake, 1));
        intake.offer(6);
        assertEquals(2, intake.dropped());
        assertEquals(List.of(2), taken(intake, 1));
        intake.offer(7);
        assertEquals(List.of(3, 4, 7), taken(intake, 10));
    }

    @Test
    void a_full_room_holds_up_the_network_until_there_is_space() throws InterruptedException {
        Intake<Integer> intake = intake(1, 100, 60_000);
        intake.offer(1);
        Thread network = new Thread(() -> intake.offer(2));
        network.start();
        Await.that("the network waits", 10, () -> network.getState() == Thread.State.TIMED_WAITING);
        assertEquals(List.of(1), taken(intake, 10));
        network.join(10_000);
        assertEquals(List.of(2), taken(intake, 10));
        assertEquals(0, intake.dropped());
    }

    @Test
    void closing_frees_a_network_that_is_held_up() throws InterruptedException {
        Intake<Integer> intake = intake(1, 100, 60_000);
        intake.offer(1);
        Thread network = new Thread(() -> intake.offer(2));
        network.start();
        Await.that("the network waits", 10, () -> network.getState() == Thread.State.TIMED_WAITING);
        intake.close();
        network.join(10_000);
        assertTrue(!network.isAlive());
        assertEquals(List.of(1), taken(intake, 10));
    }

    @Test
    void waking_ends_the_wait_for_a_message() throws InterruptedException {
        Intake<Integer> intake = intake(1, 100, 0);
        Thread waker = new Thread(intake::wake);
        waker.start();
        assertEquals(0, intake.take(new ArrayList<>(), 10, TimeUnit.SECONDS.toNanos(60)));
    }

    @Test
    void a_message_ends_the_wait_for_it() throws InterruptedException {
        Intake<Integer> intake = intake(1, 100, 0);
        Thread network = new Thread(() -> intake.offer(5));
        network.start();
        List<Integer> taken = new ArrayList<>();
        assertEquals(1, intake.take(taken, 10, TimeUnit.SECONDS.toNanos(60)));
        assertEquals(List.of(5), taken);
    }

    @Test
    void qos_1_waits_for_room_in_bytes_for_as_long_as_it_takes_and_is_never_dropped() throws InterruptedException {
        Intake<Integer> intake = intake(10, 5, 0);
        intake.offer(1003);
        Thread network = new Thread(() -> intake.offer(1004));
        network.start();
        Await.that("the network waits", 10, () -> network.getState() == Thread.State.WAITING);
        assertEquals(List.of(1003), taken(intake, 10));
        network.join(10_000);
        assertEquals(List.of(1004), taken(intake, 10));
        assertEquals(0, intake.dropped());
    }

    @Test
    void a_giant_of_qos_1_is_taken_into_an_empty_room() throws InterruptedException {
        Intake<Integer> intake = intake(10, 5, 0);
        intake.offer(1009);
        assertEquals(List.of(1009), taken(intake, 10));
        intake.offer(1008);
        assertEquals(List.of(1008), taken(intake, 10));
    }

    @Test
    void closing_frees_a_network_that_waits_for_room_for_qos_1() throws InterruptedException {
        Intake<Integer> intake = intake(10, 5, 0);
        intake.offer(1009);
        Thread network = new Thread(() -> intake.offer(1001));
        network.start();
        Await.that("the network waits", 10, () -> network.getState() == Thread.State.WAITING);
        intake.close();
        network.join(10_000);
        assertTrue(!network.isAlive());
    }
}
