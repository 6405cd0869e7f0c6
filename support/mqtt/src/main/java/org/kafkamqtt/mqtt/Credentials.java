package org.kafkamqtt.mqtt;

import java.util.Optional;

/**
 * Who the client says it is.
 *
 * @param user name
 * @param password if there is one; never shown
 */
public record Credentials(String user, Optional<String> password) {
    @Override
    public String toString() {
        return user + password.map(p -> ":***").orElse("");
    }
}
