package org.kafkamqtt.consumer.sink;

import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;

/**
 * Lines on their way to a program that reports which of them it has settled; one thread adds, others may call what is marked
 * thread-safe.
 */
public interface Lines extends AutoCloseable {
    /** Whether a line of this many bytes may be added within the window. */
    boolean hasRoom(long bytes);

    /**
     * Waits this long at most for room; false if there is none by then.
     *
     * @throws Failure if the program is in trouble
     */
    boolean awaitRoom(long bytes, long nanos) throws InterruptedException;

    /** Adds a line with its end; returns its number, from 1 on. */
    long add(byte[] bytes, int from, int length);

    /** Lets the program have what was added. */
    void flush();

    /** How many lines were added. Thread-safe. */
    long added();

    /** How many of them, from the first on, are settled. Thread-safe. */
    long settled();

    /**
     * Waits this long at most for a line to be settled; false if it is not by then.
     *
     * @throws Failure if the program is in trouble
     */
    boolean awaitSettled(long line, long nanos) throws InterruptedException;

    /** Why nothing more will be settled, if nothing will. Thread-safe. */
    Optional<Failure> trouble();

    /** Lowers the patience of {@link #finish}, whether it has begun or not. Thread-safe. */
    void hurry(long patienceNanos);

    /**
     * Adds nothing more: waits for the last answers and the end of the program.
     *
     * @param patienceNanos how long it may do nothing
     * @throws Failure if not all lines are settled in the end, or the program exits with a status other than 0
     */
    void finish(long patienceNanos) throws InterruptedException;

    @Override
    void close();
}
