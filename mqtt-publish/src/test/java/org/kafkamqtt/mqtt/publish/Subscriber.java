package org.kafkamqtt.mqtt.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.client.Connections;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/** Somebody who hears what is published. */
final class Subscriber implements ConnectionListener, AutoCloseable {
    private final List<Message> heard = new ArrayList<>();
    private final Connection connection;

    Subscriber(int port, String filter, Qos qos) throws InterruptedException {
        connection = Connections.of(settings(port), this);
        connection.open();
        connection.subscribe(List.of(new Subscription(new TopicFilter(filter), qos)));
    }

    private static ConnectionSettings settings(int port) {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", port),
                4,
                new Session("subscriber-" + System.nanoTime(), true, false),
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                new Reconnection(false, Duration.ofMinutes(1), Duration.ofMillis(20), Duration.ofMillis(200)),
                20,
                Optional.empty());
    }

    @Override
    public void arrived(Message message) {
        synchronized (heard) {
            heard.add(message);
            heard.notifyAll();
        }
        connection.acknowledge(message);
    }

    /** What was heard once it is so many, or after 30 seconds. */
    List<Message> await(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        synchronized (heard) {
            while (heard.size() < count && System.nanoTime() < end) {
                heard.wait(100);
            }
            return List.copyOf(heard);
        }
    }

    /** The payloads of {@link #await}, as text. */
    List<String> texts(int count) throws InterruptedException {
        return await(count).stream()
                .map(m -> new String(m.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    /** What was heard before a last message, which is sent here, or within 30 seconds; as text. */
    List<String> textsUpTo(String last, Callable<?> sending) throws Exception {
        sending.call();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        synchronized (heard) {
            while (System.nanoTime() < end) {
                List<String> texts = texts(0);
                if (texts.contains(last)) {
                    return texts.subList(0, texts.indexOf(last));
                }
                heard.wait(100);
            }
            return texts(0);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
