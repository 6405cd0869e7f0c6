package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.MqttPersistentData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;

class OutboxTest {
    private final Heard heard = new Heard();
    private final Presence<PahoLine> presence = Given.presence(new Answers(), Given.settings(true));
    private final FakeClient client = new FakeClient();
    private final FakeWire wire = new FakeWire();

    OutboxTest() throws MqttException {}

    private Outbox outbox(boolean clean) {
        return new Outbox(Given.settings(clean), Optional.empty(), heard, presence);
    }

    /** The next connection, with the same client, as in a kept session. */
    private PahoLine line() {
        return new PahoLine(presence.begin(), client, wire);
    }

    private void lose() {
        presence.leave(presence.epoch(), ShortLives.End.BROKEN, () -> false);
    }

    @Test
    void what_is_taken_before_the_connection_is_there_goes_out_oldest_first() {
        Outbox outbox = outbox(true);
        for (long sequence : new long[] {3, 1, 2}) {
            outbox.publish(Given.publication(sequence, Qos.AT_LEAST_ONCE));
        }
        assertEquals(List.of(), client.published);
        outbox.handOver(line());
        outbox.publish(Given.publication(4, Qos.EXACTLY_ONCE));
        assertEquals(List.of("t1", "t2", "t3", "t4"), client.published);
    }

    @Test
    void qos_0_goes_past_paho() {
        Outbox outbox = outbox(true);
        outbox.handOver(line());
        outbox.publish(Given.publication(1, Qos.AT_MOST_ONCE));
        assertEquals(List.of("t1"), wire.published);
        assertEquals(List.of(), client.published);
    }

    @Test
    void an_acknowledgement_that_comes_before_the_handover_is_noted_is_the_fate() {
        Outbox outbox = outbox(true);
        client.publishing = fate -> client.acknowledge(0);
        outbox.handOver(line());
        outbox.publish(Given.publication(1, Qos.AT_LEAST_ONCE));
        assertEquals(List.of("acknowledged 1"), heard.events);
        assertTrue(outbox.isEmpty());
        lose();
        outbox.handOver(line());
        assertEquals(List.of("t1"), client.published);
    }

    @Test
    void a_second_acknowledgement_is_not_told() {
        Outbox outbox = outbox(true);
        outbox.handOver(line());
        outbox.publish(Given.publication(1, Qos.AT_LEAST_ONCE));
        client.acknowledge(0);
        client.acknowledge(0);
        outbox.fail(1, new Failure(ExitStatus.FAILED, "too late"));
        assertEquals(List.of("acknowledged 1"), heard.events);
    }

    @Test
    void without_a_session_all_that_has_no_fate_goes_over_the_next_connection() {
        Outbox outbox = outbox(true);
        outbox.handOver(line());
        for (int sequence = 1; sequence <= 3; sequence++) {
            outbox.publish(Given.publication(sequence, Qos.AT_LEAST_ONCE));
        }
        client.acknowledge(1);
        lose();
        client.published.clear();
        outbox.handOver(line());
        assertEquals(List.of("t1", "t3"), client.published);
    }

    @Test
    void in_a_kept_session_paho_sends_again_what_it_was_given() {
        Outbox outbox = outbox(false);
        outbox.handOver(line());
        outbox.publish(Given.publication(1, Qos.EXACTLY_ONCE));
        outbox.publish(Given.publication(2, Qos.AT_MOST_ONCE));
        lose();
        outbox.publish(Given.publication(3, Qos.AT_LEAST_ONCE));
        outbox.handOver(line());
        assertEquals(List.of("t1", "t3"), client.published);
        assertEquals(List.of("t2", "t2"), wire.published);
    }

    @Test
    void a_connection_that_breaks_in_the_middle_of_the_handover_leaves_the_rest_to_the_next() {
        Outbox outbox = outbox(false);
        for (int sequence = 1; sequence <= 3; sequence++) {
            outbox.publish(Given.publication(sequence, Qos.AT_LEAST_ONCE));
        }
        client.publishing = fate -> client.refusal = Optional.of(32_104);
        outbox.handOver(line());
        lose();
        client.refusal = Optional.empty();
        client.publishing = fate -> {};
        outbox.handOver(line());
        assertEquals(List.of("t1", "t2", "t3"), client.published);
        assertEquals(List.of(), heard.events);
    }

    @Test
    void a_wire_that_breaks_is_no_fate_and_its_message_is_written_again() {
        Outbox outbox = outbox(true);
        wire.broken = true;
        outbox.handOver(line());
        outbox.publish(Given.publication(1, Qos.AT_MOST_ONCE));
        lose();
        wire.broken = false;
        outbox.handOver(line());
        assertEquals(List.of("t1"), wire.published);
        assertEquals(List.of(), heard.events);
    }

    @Test
    void what_paho_refuses_while_the_connection_is_there_has_failed() {
        Outbox outbox = outbox(true);
        outbox.handOver(line());
        client.refusal = Optional.of(32_202);
        outbox.publish(Given.publication(1, Qos.AT_LEAST_ONCE));
        assertEquals(List.of("failed 1: cannot publish to t1: too many messages are unacknowledged"), heard.events);
        assertTrue(outbox.isEmpty());
    }

    @Test
    void what_paho_refuses_since_the_connection_is_gone_is_sent_again() {
        Outbox outbox = outbox(true);
        outbox.handOver(line());
        client.publishing = fate -> {
            lose();
            client.refusal = Optional.of(32_202);
        };
        outbox.publish(Given.publication(1, Qos.AT_LEAST_ONCE));
        outbox.publish(Given.publication(2, Qos.AT_LEAST_ONCE));
        assertEquals(List.of(), heard.events);
        assertFalse(outbox.isEmpty());
    }

    @Test
    void a_message_that_does_not_fit_into_memory_fails_alone() {
        Outbox outbox = outbox(true);
        outbox.handOver(line());
        client.publishing = fate -> {
            throw new OutOfMemoryError();
        };
        outbox.publish(Given.publication(7, Qos.AT_LEAST_ONCE));
        assertTrue(
                heard.events.get(0).startsWith("failed 7: a message to 't7' of 7 bytes does not fit into memory"),
                heard.events::toString);
    }

    @Test
    void a_publisher_that_is_interrupted_hands_nothing_over_and_stays_interrupted() {
        Outbox outbox = outbox(true);
        outbox.handOver(line());
        Thread.currentThread().interrupt();
        outbox.publish(Given.publication(1, Qos.AT_LEAST_ONCE));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), client.published);
        assertFalse(outbox.isEmpty());
        assertFalse(outbox.isSomethingOut());
    }

    @Test
    void what_an_earlier_process_left_in_flight_is_pahos_and_its_fate_is_told(@TempDir Path folder) throws Exception {
        byte[] header = {0x32, 7, 0, 2, 'a', 'b', 0, 5};
        SessionLog log = new SessionLog(folder.resolve("log"), "me", "");
        new PahoStore(log, packetId -> Optional.empty())
                .put("s-5", new MqttPersistentData("s-5", header, 0, header.length, new byte[] {1}, 0, 1));
        Outbox outbox = new Outbox(Given.settings(false), Optional.of(log), heard, presence);
        assertEquals(
                List.of("ab"),
                outbox.restored().stream().map(p -> p.topic().text()).toList());
        assertTrue(outbox.isSomethingOut());
        outbox.handOver(line());
        assertEquals(List.of(), client.published);
        outbox.acknowledged(Publication.restoredSequence(5));
        assertEquals(List.of("acknowledged -5"), heard.events);
        assertTrue(outbox.isEmpty());
        log.close();
    }

    @Test
    void a_broker_that_hangs_up_without_an_answer_is_asked_about_the_largest_and_the_oldest() {
        Outbox outbox = outbox(true);
        outbox.publish(Given.publication(9, Qos.AT_LEAST_ONCE));
        outbox.publish(Given.publication(3, Qos.AT_LEAST_ONCE));
        Failure poisoned = outbox.poisoned(6);
        assertEquals(ExitStatus.PARTIAL, poisoned.status());
        assertTrue(
                poisoned.sentence().contains("closed the connection 6 times")
                        && poisoned.sentence().contains("the largest has 9 bytes")
                        && poisoned.sentence().contains("the oldest goes to 't3'"),
                poisoned::sentence);
    }
}
