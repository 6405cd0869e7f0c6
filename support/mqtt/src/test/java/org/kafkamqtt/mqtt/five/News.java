package org.kafkamqtt.mqtt.five;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/** A listener that takes note of everything, in the order in which it happens. */
final class News implements ConnectionListener {
    private final List<String> events = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();

    /** What happened since the last call. */
    List<String> events() {
        List<String> all = List.copyOf(events);
        events.clear();
        return all;
    }

    @Override
    public void arrived(Message message) {
        events.add("arrived " + message.topic() + " over " + message.epoch());
        messages.add(message);
    }

    @Override
    public void acknowledged(long sequence) {
        events.add("acknowledged " + sequence);
    }

    @Override
    public void acknowledged(long sequence, ReasonCode reason) {
        events.add("acknowledged " + sequence + (reason == ReasonCode.SUCCESS ? "" : ": " + reason));
    }

    @Override
    public void failed(long sequence, Failure why) {
        events.add("failed " + sequence + " " + why.status() + ": " + why.sentence());
    }
}
