package org.kafkamqtt.mqtt.subscribe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/**
 * A connection to a broker that refuses topics which begin with {@code secret}, says that the user has no right to those with
 * {@code denied}, and remembers what it is told.
 */
final class FakeConnection implements Connection {
    final List<String> deeds = new ArrayList<>();

    @Override
    public void open() {
        deeds.add("open");
    }

    @Override
    public List<Publication> restored() {
        return List.of();
    }

    @Override
    public void publish(Publication publication) {
        deeds.add("publish " + publication.topic() + " " + publication.payload().length + " " + publication.retain());
    }

    @Override
    public List<Granted> subscribe(List<Subscription> subscriptions) {
        subscriptions.forEach(s -> deeds.add("subscribe " + s.filter()));
        return subscriptions.stream().map(FakeConnection::answer).toList();
    }

    private static Granted answer(Subscription s) {
        String filter = s.filter().text();
        return filter.startsWith("denied")
                ? Granted.of(s, ReasonCode.NOT_AUTHORIZED, Optional.of("ask the operator"))
                : new Granted(s, filter.startsWith("secret") ? Optional.empty() : Optional.of(s.qos()));
    }

    @Override
    public void unsubscribe(List<TopicFilter> filters) {
        filters.forEach(filter -> deeds.add("unsubscribe " + filter));
    }

    @Override
    public void acknowledge(Message message) {
        deeds.add("acknowledge " + message.packetId());
    }

    @Override
    public void interrupt(String why) {
        deeds.add("interrupt");
    }

    @Override
    public void cancel() {
        deeds.add("cancel");
    }

    @Override
    public void close(Duration limit) {
        deeds.add("close");
    }
}
