package org.kafkamqtt.mqtt.publish;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Where messages come from, one after the other. Not thread-safe. */
interface Source extends Closeable {
    /**
     * The next one; empty at the end. An interrupt of the thread is an end, too.
     *
     * @throws BadMessage if a piece of the input is no message; the next call goes on behind it
     */
    Optional<Draft> next() throws IOException, BadMessage;

    /** Where the one that came last stands, for people, such as {@code line 5}. */
    Place place();

    @Override
    default void close() throws IOException {}
}
