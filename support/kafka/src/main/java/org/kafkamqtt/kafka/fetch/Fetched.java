package org.kafkamqtt.kafka.fetch;

import java.util.List;

/**
 * What one poll brought. Not thread-safe; its bytes are lent until {@link #close}, which may come on another thread than the one that
 * looked at them, after it.
 */
public interface Fetched extends AutoCloseable {
    /** Nothing. */
    Fetched NONE = List::of;

    /** One for each partition of which anything came, be it only that its position has moved past markers; always the same ones. */
    List<Portion> portions();

    default boolean isEmpty() {
        return portions().isEmpty();
    }

    /** Gives the bytes back. Nothing happens when it is called again. */
    @Override
    default void close() {}
}
