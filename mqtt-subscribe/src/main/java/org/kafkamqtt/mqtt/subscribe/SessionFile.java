package org.kafkamqtt.mqtt.subscribe;

import java.nio.file.Path;
import java.util.Map;
import org.kafkamqtt.mqtt.ConnectionSettings;

/** Where the messages in flight of a kept session survive the process: one file for each broker and client identifier. */
final class SessionFile {
    private SessionFile() {}

    /** Under {@code $XDG_STATE_HOME}, by default {@code ~/.local/state}. */
    static Path of(ConnectionSettings settings, Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Path base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
        String name = FileName.of(settings.link().address() + "/" + settings.clientId());
        return base.resolve("kafka-mqtt").resolve("mqtt-subscribe").resolve(name);
    }
}
