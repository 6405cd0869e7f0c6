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
     * @throws BadMessage if a piece of the input is no message; the next call goes on behind it
     */
    Optional<Draft> next() throws IOException, BadMessage;

    /** The piece of input that came last, as it was read; null if nobody has kept it. */
    default byte @Nullable [] copy() {
        return null;
    }

    /** Where the one that came last stands, for people, such as {@code line 5}. */
    Place place();

    @Override
    default void close() throws IOException {}
}
