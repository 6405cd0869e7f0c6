package org.kafkamqtt.mqtt.publish.source;

import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;

/** Whoever writes the input, and may keep each line until it hears that the line is settled. Thread-safe. */
public interface InputWriter extends AutoCloseable {
    /** One that has let go of what it wrote, or is not there at all. */
    InputWriter GONE = new InputWriter() {};

    /** Whether it keeps its lines until they are settled, and would write them again. */
    default boolean keepsLines() {
        return false;
    }

    /** Tells it that a line is settled; lines count from 1. */
    default void settle(long line) {}

    /** What to do when it hears nothing any more; it may run on any thread and must not block. */
    default void whenUnheard(Runnable action) {}

    /** Tells the last news; why it could not be told, if so. */
    default Optional<Failure> finish() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
