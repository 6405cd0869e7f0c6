package org.kafkamqtt.mqtt;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who the client is to the broker, and what of it outlives a connection.
 *
 * @param clientId client identifier, never empty
 * @param generated whether we made the client identifier up, so that a kept session is of no use afterwards
 * @param clean whether broker and client forget each other with every connection
 * @param file where the messages in flight of a kept session survive the process, if anywhere
 */
public record Session(String clientId, boolean generated, boolean clean, Optional<Path> file) {
    /** One that ends with the process at the latest. */
    public Session(String clientId, boolean generated, boolean clean) {
        this(clientId, generated, clean, Optional.empty());
    }

    /** The same, kept by broker and client over all connections. */
    public Session kept() {
        return new Session(clientId, generated, false, file);
    }

    /** The same, kept over all connections, with its messages in flight in this file. */
    public Session keptIn(Path place) {
        return new Session(clientId, generated, false, Optional.of(place));
    }
}
