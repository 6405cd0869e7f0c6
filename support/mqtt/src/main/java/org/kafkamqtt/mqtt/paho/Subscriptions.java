package org.kafkamqtt.mqtt.paho;

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
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.ConnectionFailure;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.wire.TopicCode;

/**
 * What is subscribed to, and the requests to the broker about it.
 *
 * <p>Thread-safe: its monitor guards the table of what was granted, and no other lock is taken under it. Nobody waits for an answer
 * with a lock held.
 */
final class Subscriptions {
    private static final int REFUSED = 0x80;
    /** For a loss that will be reported; threads of a broken connection end within milliseconds. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ConnectionSettings settings;
    private final ConnectionListener listener;
    private final Presence<PahoLine> presence;
    private final Answers answers;
    private final Map<TopicFilter, Qos> granted = new LinkedHashMap<>();
    private volatile boolean asking;

    Subscriptions(
            ConnectionSettings settings, ConnectionListener listener, Presence<PahoLine> presence, Answers answers) {
        this.settings = settings;
        this.listener = listener;
        this.presence = presence;
        this.answers = answers;
    }

    /** Whether an answer of the broker is due. */
    boolean asking() {
        return asking;
    }

    /** Subscribes; returns one answer for each, in order. */
    List<Granted> subscribe(List<Subscription> wanted) throws InterruptedException {
        List<Granted> all = await("subscription", (paho, answer) -> ask(paho, wanted, answer));
        synchronized (this) {
            all.stream()
                    .filter(g -> !g.refused())
                    .forEach(g -> granted.put(
                            g.subscription().filter(), g.subscription().qos()));
        }
        return all;
    }

    /** Unsubscribes. */
    void unsubscribe(List<TopicFilter> filters) throws InterruptedException {
        synchronized (this) {
            filters.forEach(granted::remove);
        }
        String[] names = filters.stream().map(f -> TopicCode.encoded(f.text())).toArray(String[]::new);
        this.<Boolean>await("end of the subscription", (paho, answer) -> {
            try {
                paho.unsubscribe(names, null, Completion.of(answer, token -> true));
            } catch (MqttException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    /** Subscribes again on a connection whose session the broker does not have; the listener gets the answers. */
    void renew(MqttAsyncClient paho) {
        List<Subscription> wanted;
        synchronized (this) {
            wanted = granted.entrySet().stream()
                    .map(e -> new Subscription(e.getKey(), e.getValue()))
                    .toList();
        }
        if (!wanted.isEmpty()) {
            CompletableFuture<List<Granted>> answer = new CompletableFuture<>();
            var unused = answer.thenAccept(listener::resubscribed);
            ask(paho, wanted, answer);
        }
    }

    /** The broker's answer; asks again on the next connection if one breaks before it. */
    private <T> T await(String what, BiConsumer<MqttAsyncClient, CompletableFuture<T>> question)
            throws InterruptedException {
        asking = true;
        try {
            for (long asked = 0; ; ) {
                CompletableFuture<T> answer = answers.expect();
                try {
                    PahoLine now = presence.await(asked);
                    asked = now.epoch();
                    question.accept(now.client(), answer);
                    return inTime(answer, what);
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    if (!presence.awaitLoss(asked, QUIET)) {
                        throw ConnectionFailure.lost(cause, settings);
                    }
                } finally {
                    answers.expectNoMore(answer);
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

    private static void ask(MqttAsyncClient paho, List<Subscription> wanted, CompletableFuture<List<Granted>> answer) {
        String[] filters =
                wanted.stream().map(s -> TopicCode.encoded(s.filter().text())).toArray(String[]::new);
        int[] levels = wanted.stream().mapToInt(s -> s.qos().level()).toArray();
        try {
            paho.subscribe(
                    filters, levels, null, Completion.of(answer, token -> granted(wanted, token.getGrantedQos())));
        } catch (MqttException e) {
            answer.completeExceptionally(e);
        }
    }

    private static List<Granted> granted(List<Subscription> wanted, int[] codes) {
        List<Granted> all = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            int code = i < codes.length ? codes[i] : REFUSED;
            all.add(new Granted(wanted.get(i), code < 3 ? Optional.of(Qos.of(code)) : Optional.empty()));
        }
        return all;
    }
}
