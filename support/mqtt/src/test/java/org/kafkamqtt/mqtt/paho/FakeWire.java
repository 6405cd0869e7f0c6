package org.kafkamqtt.mqtt.paho;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.mqtt.wire.Wire;

/** A wire that takes note of what it is given, until it is broken. */
final class FakeWire implements Wire {
    /** Topics of publications of QoS 0. */
    final List<String> published = new ArrayList<>();
    /** Packet identifiers of messages of QoS 1. */
    final List<Integer> acknowledged = new ArrayList<>();

    boolean broken;
    volatile boolean aborted;

    private void check() throws IOException {
        if (broken) {
            throw new IOException("broken");
        }
    }

    @Override
    public void publish(long sequence, String topic, byte[] payload, boolean retain) throws IOException {
        check();
        published.add(topic);
    }

    @Override
    public void acknowledge(int packetId) throws IOException {
        check();
        acknowledged.add(packetId);
    }

    @Override
    public boolean alive() {
        return !broken;
    }

    @Override
    public boolean accepted() {
        return true;
    }

    @Override
    public void goodbyeWithin(Duration limit) {
        // It takes no time.
    }

    @Override
    public void abort() {
        aborted = true;
    }
}
