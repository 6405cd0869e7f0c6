package org.kafkamqtt.mqtt.five;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Inquiry;
import org.kafkamqtt.mqtt.upkeep.Presence;

/**
 * What is subscribed to, and the threads that wait for the broker's answers about it.
 *
 * <p>Thread-safe: its monitor guards what was granted and what is asked, and no other lock is taken under it. Nobody waits for an answer
 * with a lock held.
 */
final class Questions {
    private final Presence<FiveLine> presence;
    private final Inquiry<FiveLine> inquiry;
    private final Map<TopicFilter, Subscription> granted = new LinkedHashMap<>();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();

    Questions(ConnectionSettings settings, Presence<FiveLine> presence, Answers answers) {
        this.presence = presence;
        this.inquiry = new Inquiry<>(settings, presence, answers);
    }

    /** Whether an answer of the broker is due. */
    boolean asking() {
        return inquiry.asking();
    }

    /** Subscribes by asking over a connection; returns one answer for each, in order. */
    List<Granted> subscribe(BiConsumer<FiveLine, CompletableFuture<List<Granted>>> question)
            throws InterruptedException {
        List<Granted> all = await("subscription", question);
        note(all);
        return all;
    }

    private synchronized void note(List<Granted> all) {
        all.stream()
                .filter(g -> !g.refused())
                .forEach(g -> granted.put(g.subscription().filter(), g.subscription()));
    }

    /** Unsubscribes by asking over a connection. */
    Optional<String> unsubscribe(
            List<TopicFilter> filters, BiConsumer<FiveLine, CompletableFuture<Optional<String>>> question)
            throws InterruptedException {
        synchronized (this) {
            filters.forEach(granted::remove);
        }
        return await("end of the subscription", question);
    }

    /** What to subscribe to again where the broker has no session. */
    synchronized List<Subscription> granted() {
        return List.copyOf(granted.values());
    }

    /** The connection broke: no answer comes over it. */
    void lost() {
        List<CompletableFuture<?>> open;
        synchronized (this) {
            open = List.copyOf(asked);
            asked.clear();
        }
        open.forEach(Questions::fail);
    }

    /** Asks over a connection, which may break before or after. */
    private <T> T await(String what, BiConsumer<FiveLine, CompletableFuture<T>> question) throws InterruptedException {
        return inquiry.await(what, (line, answer) -> {
            expect(answer);
            question.accept(line, answer);
            if (presence.isLost(line.epoch())) {
                fail(answer);
            }
        });
    }

    private synchronized void expect(CompletableFuture<?> answer) {
        asked.removeIf(CompletableFuture::isDone);
        asked.add(answer);
    }

    private static void fail(CompletableFuture<?> answer) {
        answer.completeExceptionally(new IOException("the connection broke"));
    }
}
