package org.kafkamqtt.mqtt.publish.source;

import java.io.OutputStream;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.Confirmations;

/** A writer that reads from our standard output how many of its lines are settled, from the first one on. Thread-safe. */
public final class ConfirmedWriter implements InputWriter {
    private final Confirmations confirmations;

    /** @param out standard output, which carries nothing else */
    public ConfirmedWriter(OutputStream out) {
        this.confirmations = new Confirmations(out);
    }

    @Override
    public boolean keepsLines() {
        return true;
    }

    @Override
    public void settle(long line) {
        confirmations.settle(line);
    }

    @Override
    public void whenUnheard(Runnable action) {
        confirmations.whenBroken(action);
    }

    @Override
    public Optional<Failure> finish() {
        confirmations.close();
        return confirmations.trouble();
    }

    @Override
    public void close() {
        confirmations.close();
    }
}
