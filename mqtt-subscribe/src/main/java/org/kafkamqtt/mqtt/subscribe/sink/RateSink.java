package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.io.OutputStream;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** The number of messages that came since the last tick, one line per second. Not thread-safe; the writing thread owns it. */
public final class RateSink implements Sink {
    private final OutputStream out;
    private long messages;

    public RateSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(Arrival message) {
        messages++;
    }

    @Override
    public void flush() {
        // Written by the clock, not by messages.
    }

    @Override
    public void tick() throws IOException {
        new Bytes(24).addNumber(messages).add('\n').writeTo(out);
        out.flush();
        messages = 0;
    }

    @Override
    public void close() throws IOException {
        if (messages > 0) {
            tick();
        }
    }
}
