package org.kafkamqtt.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;

/** Passwords from where they do not show. */
final class Secrets {
    private Secrets() {}

    /** The first line of the file, if a file is given; status 2 if it cannot be read. */
    static Optional<String> firstLine(@Nullable Path file) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.USAGE, "read the password from", file, e);
        }
    }

    /** What a person types on the terminal; status 2 if there is none. */
    @SuppressWarnings("SystemConsoleNull") // null before JDK 22, then a console that reads what is piped in
    static String asked(String prompt) {
        java.io.Console terminal = System.console();
        char[] typed = terminal == null ? null : terminal.readPassword("%s: ", prompt);
        if (typed == null) {
            throw Failure.usage("there is no terminal to ask for the password on; use --pw-file or $MQTT_PASSWORD");
        }
        return new String(typed);
    }
}
