package org.kafkamqtt.mqtt.publish.source;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kafkamqtt.console.failure.Failure;

/** A writer who keeps its lines, and remembers what it is told. */
public final class RecordingWriter implements InputWriter {
    public final List<Long> settled = new CopyOnWriteArrayList<>();
    public Optional<Failure> trouble = Optional.empty();
    public Runnable whenUnheard = () -> {};

    @Override
    public boolean keepsLines() {
        return true;
    }

    @Override
    public void settle(long line) {
        settled.add(line);
    }

    @Override
    public void whenUnheard(Runnable action) {
        whenUnheard = action;
    }

    @Override
    public Optional<Failure> finish() {
        return trouble;
    }
}
