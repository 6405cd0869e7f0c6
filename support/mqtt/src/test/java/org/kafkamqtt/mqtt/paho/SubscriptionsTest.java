package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttToken;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;

class SubscriptionsTest {
    private static final int REFUSED = 0x80;

    private final ConnectionSettings settings = Given.settings(false);
    private final Heard heard = new Heard();
    private final Answers answers = new Answers();
    private final Presence<PahoLine> presence = Given.presence(answers, settings);
    private final Subscriptions subscriptions = new Subscriptions(settings, heard, presence, answers);
    private final FakeClient client = new FakeClient();
    private final FakeClient next = new FakeClient();

    SubscriptionsTest() throws MqttException {
        arrive(client);
    }

    private void arrive(FakeClient over) {
        presence.arrive(new PahoLine(presence.begin(), over, new FakeWire()));
    }

    private void breakAndComeBack() {
        presence.leave(presence.epoch(), ShortLives.End.BROKEN, () -> false);
        arrive(next);
    }

    private List<Granted> subscribe(String... filters) throws InterruptedException {
        List<Subscription> wanted = new ArrayList<>();
        for (String filter : filters) {
            wanted.add(new Subscription(new TopicFilter(filter), Qos.EXACTLY_ONCE));
        }
        return subscriptions.subscribe(wanted);
    }

    private static List<Integer> levels(List<Granted> granted) {
        return granted.stream()
                .map(each -> each.qos().map(Qos::level).orElse(-1))
                .toList();
    }

    @Test
    void the_answers_come_in_order_and_a_refusal_is_one_of_them() throws Exception {
        client.answer = FakeClient.granting(2, REFUSED, 0);
        assertEquals(List.of(2, -1, 0), levels(subscribe("a", "b", "c")));
        assertEquals(List.of("a 2, b 2, c 2"), client.asked);
    }

    @Test
    void a_filter_that_the_broker_forgets_to_answer_is_refused() throws Exception {
        client.answer = FakeClient.granting(1);
        assertEquals(List.of(1, -1), levels(subscribe("a", "b")));
    }

    @Test
    void what_was_granted_is_asked_for_again_with_the_qos_that_was_wanted() throws Exception {
        client.answer = FakeClient.granting(0, REFUSED, 1);
        subscribe("a", "secret", "c");
        next.answer = FakeClient.granting(0, REFUSED);
        subscriptions.renew(next);
        assertEquals(List.of("a 2, c 2"), next.asked);
        assertEquals(List.of("resubscribed a 0", "resubscribed c -1"), heard.events);
    }

    @Test
    void what_was_unsubscribed_is_not_asked_for_again() throws Exception {
        client.answer = FakeClient.granting(2, 2);
        subscribe("a", "b");
        subscriptions.unsubscribe(List.of(new TopicFilter("a")));
        subscriptions.renew(next);
        assertEquals(List.of("a 2, b 2", "not a"), client.asked);
        assertEquals(List.of("b 2"), next.asked);
    }

    @Test
    void where_nothing_is_subscribed_to_nothing_is_asked() {
        subscriptions.renew(next);
        assertEquals(List.of(), next.asked);
    }

    @Test
    void an_answer_that_is_lost_with_its_connection_is_asked_for_on_the_next_one() throws Exception {
        client.answer = listener -> {
            breakAndComeBack();
            listener.onFailure(new MqttToken(), new MqttException(32_109));
        };
        next.answer = FakeClient.granting(1);
        assertEquals(List.of(1), levels(subscribe("a")));
        assertEquals(List.of("a 2"), next.asked);
    }

    @Test
    void a_question_that_paho_could_not_send_is_asked_on_the_next_connection() throws Exception {
        client.refusal = Optional.of(32_104);
        next.answer = FakeClient.granting(1);
        Thread network = new Thread(this::breakAndComeBack, "network");
        network.start();
        assertEquals(List.of(1), levels(subscribe("a")));
        network.join();
    }

    @Test
    void a_broker_that_does_not_answer_in_time_is_the_end() {
        Failure failure = assertThrows(Failure.class, () -> subscribe("a"));
        assertEquals(ExitStatus.TIMED_OUT, failure.status());
        assertEquals("no answer to the subscription from localhost:1883 in 0.05 s", failure.sentence());
        Failure second = assertThrows(Failure.class, () -> subscriptions.unsubscribe(List.of(new TopicFilter("a"))));
        assertEquals("no answer to the end of the subscription from localhost:1883 in 0.05 s", second.sentence());
    }

    @Test
    void whoever_waits_for_an_answer_can_be_called_off() {
        client.answer = listener -> answers.cancel();
        assertThrows(CancellationException.class, () -> subscribe("a"));
        assertThrows(CancellationException.class, () -> subscribe("b"));
        assertEquals(List.of("a 2"), client.asked);
    }

    @Test
    void a_connection_that_is_gone_for_good_says_why() {
        Failure gone = new Failure(ExitStatus.UNREACHABLE, "gone");
        presence.leave(1, ShortLives.End.BROKEN, () -> false);
        presence.giveUp(gone);
        assertSame(gone, assertThrows(Failure.class, () -> subscribe("a")));
    }

    @Test
    void a_question_counts_as_asked_until_it_is_answered_or_given_up() throws Exception {
        List<Boolean> asking = new ArrayList<>();
        client.answer = listener -> {
            asking.add(subscriptions.asking());
            FakeClient.granting(1).to(listener);
        };
        subscribe("a");
        assertEquals(List.of(true), asking);
        assertFalse(subscriptions.asking());
        client.answer = listener -> {};
        assertThrows(Failure.class, () -> subscribe("b"));
        assertFalse(subscriptions.asking());
    }

    @Test
    void topics_that_paho_cannot_spell_are_asked_for_in_another_spelling() throws Exception {
        client.answer = FakeClient.granting(1);
        subscribe("a/\ud83d\ude00");
        assertTrue(client.asked.get(0).startsWith("a/\ue1d8"), client.asked::toString);
    }
}
