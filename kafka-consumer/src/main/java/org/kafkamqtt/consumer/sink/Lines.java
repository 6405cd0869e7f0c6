package org.kafkamqtt.consumer.sink;

import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;

/** Lines on their way to a program that says which of them it has settled; one thread adds, others may ask what is said to be thread-safe. */
public interface Lines extends AutoCloseable {
    /** Whether a line of so many bytes may be added within the window. */
    boolean hasRoom(long bytes);

    /**
     * Waits for room at most so long; false if there is none by then.
     *
     * @throws Failure if the program is in trouble
     */
    boolean awaitRoom(long bytes, long nanos) throws InterruptedException;

    /** Adds a line with its end; answers its number, from 1 on. */
    long add(byte[] bytes, int from, int length);

    /** Lets the program have what was added. */
    void flush();

    /** How many lines were added. Thread-safe. */
    long added();

    /** How many of them, from the first on, are settled. Thread-safe. */
    long settled();

    /**
     * Waits for a line to be settled at most so long; false if it is not by then.
     *
     * @throws Failure if the program is in trouble
     */
    boolean awaitSettled(long line, long nanos) throws InterruptedException;

    /** Why nothing more will be settled, if that is so. Thread-safe. */
    Optional<Failure> trouble();

    /** Lowers the patience of {@link #finish}, whether it has begun or not. Thread-safe. */
    void hurry(long patienceNanos);

    /**
     * Adds nothing more: waits for the last answers and the end of the program.
     *
     * @param patienceNanos how long it may do nothing
     * @throws Failure if not all is settled in the end, or the program ends with a status of its own
     */
    void finish(long patienceNanos) throws InterruptedException;

    @Override
    void close();
}
