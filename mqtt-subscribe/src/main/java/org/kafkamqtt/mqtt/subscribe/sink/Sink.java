package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.util.OptionalLong;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * Where messages are written.
 *
 * <p>What was written is with its reader only after {@link #flush}, or when it is {@link #taken}: messages are acknowledged
 * behind it. Not thread-safe; the writing thread owns it.
 */
public interface Sink extends AutoCloseable {
    /** For the output to take what it has, once the run is to end; then it is interrupted. */
    long GRACE_MILLIS = 400;

    /** Begins, now that messages can come; what it is given runs on any thread whenever {@link #taken} may have grown. */
    default void begin(Runnable onChange) {}

    /** Whether an earlier process wrote this message already, but was killed before it could tell the broker. */
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
     * How many of the messages written so far are with their reader for good, counted from the first; empty where those are
     * that were flushed.
     */
    default OptionalLong taken() throws IOException {
        return OptionalLong.empty();
    }

    /** After how many nanoseconds {@link #hasRoom} and {@link #taken} are worth a new look. */
    default long untilLook() {
        return Long.MAX_VALUE;
    }

    /**
     * Begins the end: nothing more is written.
     *
     * @param ofUse whether it is of use that more is taken
     */
    default void finish(boolean ofUse) {}

    /** Whether it is of use to wait at the end of the run until more is taken. */
    default boolean mayStillTake() {
        return false;
    }

    /** How many of the messages that count as taken may be lost if their reader has just gone away. */
    default long inDoubt() {
        return 0;
    }

    /** Does what is due by the clock, about every second while messages come and while none do. */
    default void tick() throws IOException {}

    /** Messages that were handed over and refused, such as by a command that failed. */
    default long refused() {
        return 0;
    }

    /** Messages that were handed over and that its reader has not settled, of any QoS. */
    default long unsettled() {
        return 0;
    }

    /** Whether what came before the user wanted to end is waited for until there is room for it. */
    default boolean takesRest() {
        return true;
    }

    /** The user wants to end. Thread-safe. */
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
