package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

class SubscribingTest {
    private final FakeConnection connection = new FakeConnection();
    private final List<String> said = new ArrayList<>();

    private void subscribe(boolean allowRefused, List<String> ended, String... filters) throws InterruptedException {
        Settings settings = Samples.settings(
                Samples.subscriptions(filters),
                ended.stream().map(TopicFilter::new).toList(),
                allowRefused);
        new Subscribing(settings, connection, said::add).run();
    }

    @Test
    void a_reason_is_told_and_the_status_is_5_if_all_refused_ones_were_denied() {
        Failure failure = assertThrows(Failure.class, () -> subscribe(false, List.of(), "a", "denied/a"));
        assertEquals(ExitStatus.UNAUTHORISED, failure.status());
        assertEquals(
                List.of("subscription to 'denied/a' refused by the broker: not authorized: ask the operator"), said);
    }

    @Test
    void the_status_stays_6_if_only_some_refused_ones_were_denied() {
        refused(false, "secret/a", "denied/a");
    }

    private Failure refused(boolean allowRefused, String... filters) {
        Failure failure = assertThrows(Failure.class, () -> subscribe(allowRefused, List.of(), filters));
        assertEquals(ExitStatus.NOT_FOUND, failure.status());
        return failure;
    }

    @Test
    void subscriptions_are_ended_before_others_are_made() throws InterruptedException {
        subscribe(false, List.of("old/#"), "a", "b");
        assertEquals(List.of("unsubscribe old/#", "subscribe a", "subscribe b"), connection.deeds);
        assertEquals(List.of(), said);
    }

    @Test
    void nothing_is_asked_for_where_nothing_is_wanted() throws InterruptedException {
        subscribe(false, List.of("old/#"));
        assertEquals(List.of("unsubscribe old/#"), connection.deeds);
    }

    @Test
    void each_refused_subscription_is_named_and_the_way_to_do_without_it() {
        assertEquals(
                "2 of 3 subscriptions refused; --allow-refused continues with the others",
                refused(false, "a", "secret/a", "secret/b").sentence());
        assertEquals(
                Stream.of("secret/a", "secret/b")
                        .map(filter -> "subscription to '" + filter + "' refused by the broker")
                        .toList(),
                said);
    }

    @Test
    void a_run_goes_on_with_the_others_if_that_is_allowed_and_never_without_any() throws InterruptedException {
        subscribe(true, List.of(), "a", "secret/a");
        assertEquals(
                "1 of 1 subscriptions refused; is the user allowed to read there?",
                refused(true, "secret/a").sentence());
    }
}
