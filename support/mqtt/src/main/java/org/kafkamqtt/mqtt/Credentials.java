package org.kafkamqtt.mqtt;

import java.util.Optional;

/**
 * The client's user name and password.
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
