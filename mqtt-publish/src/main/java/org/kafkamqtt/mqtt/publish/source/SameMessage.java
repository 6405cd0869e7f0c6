package org.kafkamqtt.mqtt.publish.source;

import java.util.Optional;

/** One message, a number of times. Not thread-safe; the publishing thread owns it. */
final class SameMessage implements Source {
    private final byte[] payload;
    private final long times;
    private long given;

    SameMessage(byte[] payload, long times) {
        this.payload = payload;
        this.times = times;
    }

    @Override
    public Optional<Draft> next() {
        if (given == times) {
            return Optional.empty();
        }
        given++;
        return Optional.of(Draft.of(payload));
    }

    @Override
    public Place place() {
        return new Place("", times == 1 ? "" : "message", given, 0);
    }
}
