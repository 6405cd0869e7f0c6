package org.kafkamqtt.mqtt.publish.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where messages come from, one after the other. Not thread-safe; the publishing thread owns it. */
public interface Source extends Closeable {
    /**
     * The next one; empty at the end. An interrupt of the thread is an end, too.
     *
     * @throws BadMessage if a piece of the input is not a message; the next call continues after it
     */
    Optional<Draft> next() throws IOException, BadMessage;

    /** The last piece of input, as it was read; null if it was not kept. */
    default byte @Nullable [] copy() {
        return null;
    }

    /** The place of the last one, for people, such as {@code line 5}. */
    Place place();

    @Override
    default void close() throws IOException {}
}
