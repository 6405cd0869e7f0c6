package org.kafkamqtt.mqtt.paho;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Inquiry;
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
    private final ConnectionListener listener;
    private final Inquiry<PahoLine> inquiry;
    private final Map<TopicFilter, Qos> granted = new LinkedHashMap<>();

    Subscriptions(
            ConnectionSettings settings, ConnectionListener listener, Presence<PahoLine> presence, Answers answers) {
        this.listener = listener;
        this.inquiry = new Inquiry<>(settings, presence, answers);
    }

    /** Whether an answer of the broker is due. */
    boolean asking() {
        return inquiry.asking();
    }

    /** Subscribes; returns one answer for each, in order. */
    List<Granted> subscribe(List<Subscription> wanted) throws InterruptedException {
        List<Granted> all = inquiry.await("subscription", (line, answer) -> ask(line.client(), wanted, answer));
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
        inquiry.<Boolean>await("end of the subscription", (line, answer) -> {
            try {
                line.client().unsubscribe(names, null, Completion.of(answer, token -> true));
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
