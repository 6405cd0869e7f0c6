package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Dialling;
import org.kafkamqtt.mqtt.upkeep.Losses;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;

class DiallingTest {
    private final Failure away = new Failure(ExitStatus.UNREACHABLE, "away");
    private final Failure refused = new Failure(ExitStatus.UNAUTHORISED, "not authorised");

    private final Heard heard = new Heard();
    private final Answers answers = new Answers();
    private final FakeClient client = new FakeClient();
    private final FakeWire wire = new FakeWire();
    private final Script script = new Script();
    private final AtomicLong now = new AtomicLong();
    private Presence<PahoLine> presence = Given.presence(answers, Given.settings(true));
    private Outbox outbox = new Outbox(Given.settings(true), Optional.empty(), heard, presence);
    private Dialling dialling = dialling(Given.AGAIN);

    DiallingTest() throws MqttException {}

    /** What comes of one attempt after the other; when the script is at its end, the connection is there and stays. */
    private final class Script implements Dialling.Attempt {
        private final Queue<Dialling.Attempt> steps = new ArrayDeque<>();
        private final List<String> threads = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch played = new CountDownLatch(1);

        @Override
        public void make(Losses losses) throws InterruptedException {
            threads.add(Thread.currentThread().getName());
            Dialling.Attempt step = steps.poll();
            if (step != null) {
                step.make(losses);
            } else {
                presence.arrive(new PahoLine(presence.begin(), client, wire));
                played.countDown();
            }
        }

        void fails(Failure why) {
            steps.add(losses -> {
                presence.begin();
                throw why;
            });
        }

        /** The broker accepts and hangs up at once. */
        void hangsUp() {
            steps.add(losses -> {
                long epoch = presence.begin();
                presence.pass(new PahoLine(epoch, client, wire));
                losses.lost(epoch, new EOFException("hung up"));
            });
        }

        void awaitConnection() throws InterruptedException {
            assertTrue(played.await(10, TimeUnit.SECONDS), "the connection comes back");
        }
    }

    private Dialling dialling(Reconnection reconnection) {
        ConnectionSettings settings = Given.settings(true, reconnection);
        presence = Given.presence(answers, settings);
        outbox = new Outbox(settings, Optional.empty(), heard, presence);
        Subscriptions subscriptions = new Subscriptions(settings, heard, presence, answers);
        return new Dialling(
                settings, heard, presence, new Owed(outbox, subscriptions), script, now::get, () -> Long.MAX_VALUE);
    }

    @Test
    void the_first_attempt_is_the_only_one_unless_the_broker_is_waited_for() {
        dialling = dialling(new Reconnection(false, Reconnection.FOREVER, Duration.ofMillis(1), Duration.ofMillis(1)));
        script.fails(away);
        assertSame(away, assertThrows(Failure.class, dialling::open));
        assertEquals(List.of(), heard.events);
    }

    @Test
    void a_broker_that_is_waited_for_is_tried_until_it_is_there() throws Exception {
        script.fails(away);
        script.fails(away);
        dialling.open();
        assertEquals(List.of("attempt failed", "attempt failed"), heard.events);
        assertEquals(3, presence.epoch());
    }

    @Test
    void an_answer_that_will_not_change_is_the_end_of_waiting() {
        script.fails(away);
        script.fails(refused);
        assertSame(refused, assertThrows(Failure.class, dialling::open));
        assertEquals(List.of("attempt failed"), heard.events);
    }

    @Test
    void waiting_ends_with_the_time_that_an_outage_may_last() {
        dialling = dialling(new Reconnection(true, Duration.ofMinutes(5), Duration.ofMillis(1), Duration.ofMillis(1)));
        for (int minute = 1; minute <= 9; minute++) {
            script.steps.add(losses -> {
                now.addAndGet(Duration.ofMinutes(1).toNanos());
                throw away;
            });
        }
        assertSame(away, assertThrows(Failure.class, dialling::open));
        assertEquals(5, script.threads.size());
    }

    @Test
    void the_pause_between_attempts_can_be_called_off() {
        dialling = dialling(new Reconnection(true, Reconnection.FOREVER, Duration.ofHours(1), Duration.ofHours(1)));
        script.steps.add(losses -> {
            answers.cancel();
            dialling.cancel();
            throw away;
        });
        assertThrows(CancellationException.class, dialling::open);
    }

    @Test
    void a_connection_that_is_being_made_is_given_up_and_one_that_is_there_is_not() throws Exception {
        dialling.open();
        presence.attempt(wire::abort);
        dialling.cancel();
        assertTrue(!wire.aborted);
        presence.leave(1, ShortLives.End.BROKEN, () -> false);
        dialling.cancel();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!wire.aborted && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(wire.aborted);
    }

    @Test
    void a_connection_that_breaks_comes_back_on_a_thread_of_its_own() throws Exception {
        script.hangsUp();
        script.fails(away);
        dialling.open();
        script.awaitConnection();
        assertEquals(List.of("lost", "attempt failed"), heard.events);
        assertEquals(List.of("mqtt-reconnect", "mqtt-reconnect"), script.threads.subList(1, 3));
        assertEquals(
                "lost the connection to localhost:1883: hung up",
                heard.losses.get(0).sentence());
    }

    @Test
    void a_loss_is_told_once_and_of_an_earlier_connection_never() throws Exception {
        dialling.open();
        dialling.lost(0, new IOException("long ago"));
        dialling.lost(1, new IOException("now"));
        dialling.lost(1, new IOException("again"));
        awaitEvent("lost");
        dialling.lost(1, new IOException("late"));
        assertEquals(1, heard.losses.size());
    }

    @Test
    void what_the_wire_saw_says_more_than_what_paho_makes_of_it() throws Exception {
        dialling.open();
        presence.blame(new IOException("Broken pipe"));
        dialling.lost(1, new MqttException(MqttException.REASON_CODE_CONNECTION_LOST));
        awaitEvent("lost");
        assertEquals(
                "lost the connection to localhost:1883: broken pipe",
                heard.losses.get(0).sentence());
    }

    private void awaitEvent(String event) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!heard.events.contains(event)) {
            assertTrue(System.nanoTime() < end, event);
            Thread.onSpinWait();
        }
    }

    @Test
    void without_reconnection_the_first_loss_is_the_end() throws Exception {
        dialling = dialling(new Reconnection(false, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)));
        dialling.open();
        dialling.lost(1, new IOException("it broke"));
        assertEquals(
                "lost the connection to localhost:1883: it broke",
                heard.awaitEnd().sentence());
        assertEquals(List.of("ended"), heard.events);
    }

    @Test
    void a_loss_for_lack_of_memory_is_the_end_whatever_the_reconnection() throws Exception {
        dialling.open();
        dialling.lost(1, new OutOfMemoryError());
        assertEquals(ExitStatus.FAILED, heard.awaitEnd().status());
        assertThrows(Failure.class, () -> presence.await(0));
    }

    @Test
    void a_refusal_while_reconnecting_is_the_end() throws Exception {
        script.hangsUp();
        script.fails(away);
        script.fails(refused);
        dialling.open();
        assertSame(refused, heard.awaitEnd());
        assertEquals(List.of("lost", "attempt failed", "ended"), heard.events);
    }

    @Test
    void after_the_goodbye_a_loss_is_none() throws Exception {
        dialling.open();
        presence.end();
        dialling.lost(1, new IOException("hung up"));
        assertEquals(List.of(), heard.events);
    }

    @Test
    void the_third_hang_up_asks_about_another_client_of_that_name() throws Exception {
        for (int i = 0; i < 3; i++) {
            script.hangsUp();
        }
        dialling.open();
        script.awaitConnection();
        assertEquals(
                "lost the connection to localhost:1883: hung up, again within moments (is another client using the"
                        + " identifier 'me'?)",
                heard.losses.get(2).sentence());
    }

    @Test
    void connections_that_break_before_anything_is_acknowledged_end_with_a_word_about_the_messages() throws Exception {
        outbox.publish(Given.publication(1, Qos.AT_LEAST_ONCE));
        for (int i = 0; i < 6; i++) {
            script.steps.add(losses -> {
                PahoLine line = new PahoLine(presence.begin(), client, wire);
                outbox.handOver(line);
                losses.lost(line.epoch(), new EOFException("hung up"));
            });
        }
        dialling.open();
        Failure end = heard.awaitEnd();
        assertEquals(ExitStatus.PARTIAL, end.status());
        assertTrue(end.sentence().contains("6 times before it acknowledged anything"), end::sentence);
    }

    @Test
    void connections_that_break_for_no_reason_end_after_ten() throws Exception {
        for (int i = 0; i < 10; i++) {
            script.steps.add(losses -> {
                long epoch = presence.begin();
                presence.pass(new PahoLine(epoch, client, wire));
                losses.lost(epoch, new IOException("no route"));
            });
        }
        dialling.open();
        assertEquals(
                "lost the connection to localhost:1883: no route, 10 times in a row within moments; the broker's log"
                        + " may say why",
                heard.awaitEnd().sentence());
    }

    @Test
    void a_thread_of_paho_that_dies_is_a_loss_for_its_reason() throws Exception {
        dialling.open();
        new DeadThreads(presence, dialling).died(new IllegalStateException("paho stumbled"));
        awaitEvent("lost");
        assertEquals(
                "lost the connection to localhost:1883: paho stumbled",
                heard.losses.get(0).sentence());
    }

    @Test
    void whoever_interrupts_names_the_reason_of_the_loss() throws Exception {
        dialling.interrupt("nothing is there yet");
        dialling.open();
        dialling.interrupt("no acknowledgement in 5 s");
        assertTrue(wire.aborted);
        dialling.lost(1, new EOFException("closed"));
        awaitEvent("lost");
        assertEquals(
                "lost the connection to localhost:1883: no acknowledgement in 5 s",
                heard.losses.get(0).sentence());
    }
}
