package org.kafkamqtt.mqtt.five;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.ConnectionFailure;
import org.kafkamqtt.mqtt.upkeep.Presence;

/**
 * What is subscribed to, and the threads that wait for the broker's answers about it.
 *
 * <p>Thread-safe: its monitor guards what was granted and what is asked, and no other lock is taken under it. Nobody waits for an answer
 * with a lock held.
 */
final class Questions {
    /** For a loss that will be reported; threads of a broken connection end within milliseconds. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ConnectionSettings settings;
    private final Presence<FiveLine> presence;
    private final Answers answers;
    private final Map<TopicFilter, Subscription> granted = new LinkedHashMap<>();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();
    private volatile boolean asking;

    Questions(ConnectionSettings settings, Presence<FiveLine> presence, Answers answers) {
        this.settings = settings;
        this.presence = presence;
        this.answers = answers;
    }

    /** Whether an answer of the broker is due. */
    boolean asking() {
        return asking;
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
        open.forEach(answer -> answer.completeExceptionally(new IOException("the connection broke")));
    }

    /** The broker's answer; asks again on the next connection if one breaks before it. */
    private <T> T await(String what, BiConsumer<FiveLine, CompletableFuture<T>> question) throws InterruptedException {
        asking = true;
        try {
            for (long last = 0; ; ) {
                CompletableFuture<T> answer = answers.expect();
                try {
                    FiveLine now = presence.await(last);
                    last = now.epoch();
                    synchronized (this) {
                        asked.add(answer);
                    }
                    question.accept(now, answer);
                    if (presence.isLost(last)) {
                        answer.completeExceptionally(new IOException("the connection broke"));
                    }
                    return inTime(answer, what);
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    if (cause instanceof Failure failure) {
                        throw failure;
                    }
                    if (!presence.awaitLoss(last, QUIET)) {
                        throw ConnectionFailure.lost(cause, settings);
                    }
                } finally {
                    answers.expectNoMore(answer);
                    synchronized (this) {
                        asked.removeIf(each -> each == answer);
                    }
                }
            }
        } finally {
            asking = false;
        }
    }

    private <T> T inTime(CompletableFuture<T> answer, String what) throws InterruptedException, ExecutionException {
        try {
            return answer.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    ExitStatus.TIMED_OUT,
                    "no answer to the " + what + " from " + settings.link().address() + " in "
                            + Seconds.text(settings.answerTimeout()));
        }
    }
}
