package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;

/**
 * Where messages are written.
 *
 * <p>What was written is with its reader only after {@link #flush}: messages are acknowledged behind it. One thread uses it.
 */
interface Sink extends AutoCloseable {
    /** Whether an earlier process wrote this message already, but was killed before it could tell the broker. */
    default boolean isWritten(Arrival message) throws IOException {
        return false;
    }

    /** Writes one message. */
    void write(Arrival message) throws IOException;

    /** Hands all that was written to its reader. */
    void flush() throws IOException;

    /** Does what is due by the clock, about every second while messages come and while none do. */
    default void tick() throws IOException {}

    /** Messages that were handed over and refused, such as by a command that failed. */
    default long refused() {
        return 0;
    }

    /** Ends what {@link #write} waits for, from any thread; an interrupt of the writing thread follows. */
    default void giveUp() {}

    @Override
    void close() throws IOException;
}
