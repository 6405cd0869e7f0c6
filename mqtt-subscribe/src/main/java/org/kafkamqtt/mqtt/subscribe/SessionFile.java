package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.subscribe.sink.FileName;

/** Where the in-flight messages of a kept session survive the process: one file for each broker and client identifier. */
final class SessionFile {
    private SessionFile() {}

    /** Under {@code $XDG_STATE_HOME}, by default {@code ~/.local/state}; makes the folder. */
    static Path of(ConnectionSettings settings, Map<String, String> environment) {
        Path folder = folder(environment);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Failure.cannot("keep the session in", folder, e);
        }
        return path(settings, environment);
    }

    /** Whether an earlier run has left one. */
    static boolean exists(ConnectionSettings settings, Map<String, String> environment) {
        return Files.exists(path(settings, environment));
    }

    private static Path path(ConnectionSettings settings, Map<String, String> environment) {
        return folder(environment).resolve(FileName.of(settings.link().address() + "/" + settings.clientId()));
    }

    private static Path folder(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Path base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
        return base.resolve("kafka-mqtt").resolve("mqtt-subscribe");
    }
}
