package org.kafkamqtt.mqtt.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/** A connection whose broker does what a test says. */
public final class FakeConnection implements Connection {
    private final List<Publication> published = new ArrayList<>();
    private final List<Message> acknowledged = new ArrayList<>();
    private ConnectionListener listener = new ConnectionListener() {};
    private Consumer<Publication> onPublish = publication -> listener.acknowledged(publication.sequence());
    private List<Publication> restored = List.of();
    private boolean refusing;
    private boolean closed;

    public FakeConnection hearing(ConnectionListener who) {
        listener = who;
        return this;
    }

    /** What the broker does with each publication; it acknowledges each at once otherwise. */
    public void onPublish(Consumer<Publication> deed) {
        onPublish = deed;
    }

    /** What an earlier process left in flight. */
    public void restore(Publication... left) {
        restored = List.of(left);
    }

    /** Refuses subscriptions from now on. */
    public void refuse() {
        refusing = true;
    }

    public ConnectionListener listener() {
        return listener;
    }

    public List<Publication> published() {
        return published;
    }

    public List<String> texts() {
        return published.stream().map(p -> Samples.text(p.payload())).toList();
    }

    public List<Message> acknowledgedMessages() {
        return acknowledged;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public void open() {
        listener.connected(false);
    }

    @Override
    public List<Publication> restored() {
        return restored;
    }

    @Override
    public void publish(Publication publication) {
        published.add(publication);
        onPublish.accept(publication);
    }

    @Override
    public List<Granted> subscribe(List<Subscription> subscriptions) {
        return subscriptions.stream()
                .map(s -> new Granted(s, refusing ? Optional.empty() : Optional.of(s.qos())))
                .toList();
    }

    @Override
    public void unsubscribe(List<TopicFilter> filters) {
        throw new AssertionError("nobody asked for that");
    }

    @Override
    public void acknowledge(Message message) {
        acknowledged.add(message);
    }

    @Override
    public void interrupt(String why) {
        throw new AssertionError("nobody asked for that");
    }

    @Override
    public void cancel() {
        // Nobody waits.
    }

    @Override
    public void close(Duration limit) {
        closed = true;
    }
}
