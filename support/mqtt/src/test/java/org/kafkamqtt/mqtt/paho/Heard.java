package org.kafkamqtt.mqtt.paho;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;

/** A listener that takes note of everything, in the order in which it happens. Thread-safe. */
final class Heard implements ConnectionListener {
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final List<Failure> losses = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Failure> end = new CompletableFuture<>();

    /** The end, or what happens instead of it within ten seconds. */
    Failure awaitEnd() throws Exception {
        return end.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void arrived(Message message) {
        events.add("arrived " + message.topic());
    }

    @Override
    public void acknowledged(long sequence) {
        events.add("acknowledged " + sequence);
    }

    @Override
    public void failed(long sequence, Failure why) {
        events.add("failed " + sequence + ": " + why.sentence());
    }

    @Override
    public void connected(boolean sessionPresent) {
        events.add("connected");
    }

    @Override
    public void lost(Failure why, Duration nextAttempt) {
        losses.add(why);
        events.add("lost");
    }

    @Override
    public void attemptFailed(Failure why, Duration nextAttempt) {
        events.add("attempt failed");
    }

    @Override
    public void resubscribed(List<Granted> answers) {
        answers.forEach(answer -> events.add("resubscribed "
                + answer.subscription().filter() + " "
                + Optional.of(answer).flatMap(Granted::qos).map(Qos::level).orElse(-1)));
    }

    @Override
    public void ended(Failure why) {
        events.add("ended");
        end.complete(why);
    }
}
