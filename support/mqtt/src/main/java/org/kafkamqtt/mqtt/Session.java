package org.kafkamqtt.mqtt;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The client's identity at the broker, and what of it outlives a connection.
 *
 * @param clientId client identifier, never empty
 * @param generated whether the client identifier was generated, so that a kept session is useless afterwards
 * @param clean whether broker and client forget each other with every connection
 * @param file where the in-flight messages of a kept session survive the process, if anywhere
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

    /** The same, kept over all connections, with its in-flight messages in this file. */
    public Session keptIn(Path place) {
        return new Session(clientId, generated, false, Optional.of(place));
    }
}
