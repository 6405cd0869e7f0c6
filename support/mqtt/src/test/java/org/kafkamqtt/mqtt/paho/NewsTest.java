package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.wire.HeldPayloads;
import org.kafkamqtt.mqtt.wire.TopicCode;

/** {@link News} of Paho and {@link Arrivals} past it. */
class NewsTest {
    private final Heard heard = new Heard();
    private final List<String> losses = new ArrayList<>();
    private final Presence<PahoLine> presence = Given.presence(new Answers(), Given.settings(false));
    private final Outbox outbox = new Outbox(Given.settings(false), Optional.empty(), heard, presence);
    private final Confirmations confirmations = new Confirmations(presence);
    private final FakeClient client = new FakeClient();
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

    NewsTest() throws MqttException {}

    private News news(long only) {
        News.Parts parts = new News.Parts(
                presence, outbox, confirmations, heard, (epoch, cause) -> losses.add(epoch + " " + cause.getMessage()));
        return new News(parts, only, new HeldPayloads());
    }

    private Arrivals arrivals() {
        return new Arrivals(presence.begin(), answer, presence, outbox, heard);
    }

    private static MqttMessage message(int packetId) {
        MqttMessage message = new MqttMessage(new byte[] {1});
        message.setQos(2);
        message.setId(packetId);
        return message;
    }

    @Test
    void of_a_client_for_one_connection_the_news_are_of_that_one_and_else_of_the_latest() {
        News one = news(1);
        News all = news(0);
        presence.begin();
        presence.begin();
        one.connectionLost(new MqttException(1));
        all.connectionLost(new IllegalStateException("it"));
        assertTrue(losses.get(0).startsWith("1 "), losses::toString);
        assertEquals("2 it", losses.get(1));
    }

    @Test
    void a_message_of_qos_2_is_delivered_once_under_its_own_topic() {
        News news = news(0);
        presence.arrive(new PahoLine(presence.begin(), client, new FakeWire()));
        news.messageArrived(TopicCode.encoded("a/\ud83d\ude00"), message(7));
        news.messageArrived(TopicCode.encoded("a/\ud83d\ude00"), message(7));
        confirmations.acknowledge(new Message("a", new byte[0], Qos.EXACTLY_ONCE, false, false, 7, 1));
        assertEquals(List.of("arrived a/\ud83d\ude00"), heard.events);
        assertEquals(List.of(7), client.completed);
    }

    @Test
    void messages_past_paho_carry_the_number_of_their_connection() {
        presence.begin();
        Arrivals arrivals = arrivals();
        List<Message> messages = new ArrayList<>();
        new Arrivals(2, answer, presence, outbox, new ConnectionListener() {
                    @Override
                    public void arrived(Message message) {
                        messages.add(message);
                    }
                })
                .published("t", new byte[0], 1, false, true, 9);
        arrivals.published("u", new byte[0], 0, true, false, 0);
        assertEquals(2, messages.get(0).epoch());
        assertEquals(9, messages.get(0).packetId());
        assertEquals(List.of("arrived u"), heard.events);
    }

    @Test
    void what_the_operating_system_took_is_done_and_what_was_torn_has_failed() {
        Arrivals arrivals = arrivals();
        for (int sequence = 1; sequence <= 3; sequence++) {
            outbox.publish(Given.publication(sequence, Qos.AT_MOST_ONCE));
        }
        arrivals.written(new long[] {1, 2, 0}, 2);
        arrivals.torn(new long[] {3, 9}, 1);
        assertEquals(
                List.of(
                        "acknowledged 1",
                        "acknowledged 2",
                        "failed 3: the connection broke while the message was written"),
                heard.events);
    }

    @Test
    void the_first_reason_of_a_break_is_the_one_that_counts() {
        Arrivals arrivals = arrivals();
        arrivals.broken(new IllegalStateException("first"));
        arrivals.broken(new IllegalStateException("second"));
        assertEquals(
                "first", Optional.ofNullable(presence.brokenBy()).orElseThrow().getMessage());
        assertTrue(!answer.isDone());
    }

    @Test
    void a_break_behind_the_consent_ends_the_wait_for_paho_to_tell_of_the_consent() {
        Arrivals arrivals = arrivals();
        arrivals.accepted();
        arrivals.broken(new IllegalStateException("it broke"));
        assertTrue(answer.isCompletedExceptionally());
    }
}
