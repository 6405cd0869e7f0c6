package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;

@Timeout(10)
class PresenceTest {
    private final Answers answers = new Answers();
    private final Presence<PahoLine> presence = Given.presence(answers, Given.settings(true));
    private final FakeWire wire = new FakeWire();
    private final FakeClient client = new FakeClient();

    PresenceTest() throws MqttException {}

    private PahoLine line() {
        return new PahoLine(presence.begin(), client, wire);
    }

    private Optional<ShortLives.Verdict> leave(long epoch) {
        return presence.leave(epoch, ShortLives.End.BROKEN, () -> false);
    }

    @Test
    void a_connection_is_there_from_its_arrival_to_its_loss_and_remembered_afterwards() {
        PahoLine line = line();
        assertNull(presence.line());
        presence.arrive(line);
        assertSame(line, presence.line());
        assertEquals(Optional.of(ShortLives.Verdict.TRY_AGAIN), leave(1));
        assertNull(presence.line());
        assertSame(line, presence.latest());
    }

    @Test
    void a_loss_that_is_told_before_the_arrival_is_not_forgotten() {
        PahoLine line = line();
        assertTrue(presence.isComing(1));
        assertEquals(Optional.empty(), leave(1));
        assertFalse(presence.isComing(1));
        presence.arrive(line);
        assertTrue(presence.isLost(1));
        assertEquals(Optional.of(ShortLives.Verdict.TRY_AGAIN), leave(1));
    }

    @Test
    void a_loss_of_an_earlier_connection_changes_nothing() {
        presence.arrive(line());
        leave(1);
        PahoLine second = line();
        presence.arrive(second);
        assertEquals(Optional.empty(), leave(1));
        assertSame(second, presence.line());
    }

    @Test
    void what_is_known_to_have_broken_a_connection_is_forgotten_with_the_next_attempt() {
        presence.begin();
        presence.blame(new IllegalStateException());
        presence.begin();
        assertNull(presence.brokenBy());
    }

    @Test
    void a_connection_is_waited_for_that_is_later_than_the_one_known() throws Exception {
        presence.arrive(line());
        leave(1);
        CompletableFuture<Long> found = new CompletableFuture<>();
        Thread waiting = new Thread(
                () -> {
                    try {
                        found.complete(presence.await(1).epoch());
                    } catch (InterruptedException e) {
                        found.completeExceptionally(e);
                    }
                },
                "waiting");
        waiting.start();
        presence.arrive(line());
        assertEquals(2, found.get());
        waiting.join();
    }

    @Test
    void a_pause_ends_with_the_end_of_the_connection() throws Exception {
        presence.end();
        presence.pause(Duration.ofHours(1));
        assertTrue(presence.isEnding());
    }

    @Test
    void nobody_waits_any_more_once_that_is_called_off() {
        Runnable abort = wire::abort;
        presence.attempt(abort);
        answers.cancel();
        assertEquals(Optional.of(abort), presence.wake());
        assertThrows(CancellationException.class, () -> presence.pause(Duration.ofHours(1)));
        assertThrows(CancellationException.class, () -> presence.await(0));
    }

    @Test
    void a_loss_that_is_not_told_within_the_limit_is_no_loss() throws Exception {
        presence.arrive(line());
        assertFalse(presence.awaitLoss(1, Duration.ZERO));
        leave(1);
        assertTrue(presence.awaitLoss(1, Duration.ZERO));
    }

    @Test
    void the_end_tells_which_connection_was_there() {
        assertEquals(Optional.empty(), presence.end());
        PahoLine line = line();
        presence.arrive(line);
        assertEquals(Optional.of(line), presence.end());
        assertEquals(Optional.empty(), leave(1));
    }
}
