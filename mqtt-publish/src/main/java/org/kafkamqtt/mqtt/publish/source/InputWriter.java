package org.kafkamqtt.mqtt.publish.source;

import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;

/** The program that writes the input, and may keep each line until it is told that the line is settled. Thread-safe. */
public interface InputWriter extends AutoCloseable {
    /** One that does not keep what it wrote, or does not exist. */
    InputWriter GONE = new InputWriter() {};

    /** Whether it keeps its lines until they are settled, and would write them again. */
    default boolean keepsLines() {
        return false;
    }

    /** Tells it that a line is settled; lines count from 1. */
    default void settle(long line) {}

    /** What to do when it can no longer be told; it may run on any thread and must not block. */
    default void whenUnheard(Runnable action) {}

    /** Delivers the last news; returns why that was not possible, if so. */
    default Optional<Failure> finish() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
