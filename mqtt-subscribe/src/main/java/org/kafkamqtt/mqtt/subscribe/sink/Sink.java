package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.util.OptionalLong;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * Where messages are written.
 *
 * <p>What was written has reached its reader only after {@link #flush}, or when it is {@link #taken}: messages are acknowledged
 * after that. Not thread-safe; the writing thread owns it.
 */
public interface Sink extends AutoCloseable {
    /** How long the output may still take what it was given once the run is to end; then it is interrupted. */
    long GRACE_MILLIS = 400;

    /** Begins, now that messages can come; {@code onChange} runs on any thread whenever {@link #taken} may have grown. */
    default void begin(Runnable onChange) {}

    /** Whether an earlier process wrote this message already, but was killed before it could acknowledge it. */
    default boolean isWritten(Arrival message) throws IOException {
        return false;
    }

    /** Whether it takes this message now without making the writing thread wait for a reader; if not, it is asked again. */
    default boolean hasRoom(Arrival message) throws IOException {
        return true;
    }

    /** Writes one message. */
    void write(Arrival message) throws IOException;

    /** Hands all that was written to its reader. */
    void flush() throws IOException;

    /**
     * How many of the messages written so far have reached their reader for good, counted from the first; empty where that is so
     * for all that were flushed.
     */
    default OptionalLong taken() throws IOException {
        return OptionalLong.empty();
    }

    /** After how many nanoseconds to look at {@link #hasRoom} and {@link #taken} again. */
    default long untilLook() {
        return Long.MAX_VALUE;
    }

    /**
     * Begins the end: nothing more is written.
     *
     * @param ofUse whether it is still useful that more is taken
     */
    default void finish(boolean ofUse) {}

    /** Whether it is useful to wait at the end of the run until more is taken. */
    default boolean mayStillTake() {
        return false;
    }

    /** How many of the messages that count as taken may be lost if their reader has just gone away. */
    default long inDoubt() {
        return 0;
    }

    /** Does what is due by the clock, about every second, whether messages come or not. */
    default void tick() throws IOException {}

    /** Messages that were handed over but refused, such as by a command that failed. */
    default long refused() {
        return 0;
    }

    /** Messages of any QoS that were handed over but not settled by the reader. */
    default long unsettled() {
        return 0;
    }

    /** Whether messages that came before the user wanted to stop wait until there is room for them. */
    default boolean takesRest() {
        return true;
    }

    /** The user wants to stop. Thread-safe. */
    default void hurry() {}

    /** How long it may take to end by itself after that. */
    default long graceMillis() {
        return GRACE_MILLIS;
    }

    /** Ends what {@link #write} waits for, from any thread; an interrupt of the writing thread follows. */
    default void giveUp() {}

    @Override
    void close() throws IOException;
}
