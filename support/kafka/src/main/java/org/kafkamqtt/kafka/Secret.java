package org.kafkamqtt.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;

/** A password from wherever it does not show: a file, an environment variable, or a prompt on a terminal. */
final class Secret {
    private Secret() {}

    static Optional<String> find(@Nullable Path file, Console console, String variable) {
        if (file != null) {
            return Optional.of(firstLine(file));
        }
        return Optional.ofNullable(console.environment().get(variable));
    }

    /**
     * The password, asked for on the terminal if it is nowhere else.
     *
     * @throws Failure status 2 if there is none and nobody to ask
     */
    static String require(@Nullable Path file, Console console, String variable, String prompt) {
        return find(file, console, variable).orElseGet(() -> asked(prompt, variable));
    }

    private static String firstLine(Path file) {
        try {
            String text = Files.readString(file);
            return text.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.USAGE, "read the password from", file, e);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // null before JDK 22, then a console that reads what is piped in
    private static String asked(String prompt, String variable) {
        java.io.Console terminal = System.console();
        char[] typed = terminal == null ? null : terminal.readPassword("%s: ", prompt);
        if (typed == null) {
            throw Failure.usage("no password: give --password-file or $" + variable);
        }
        return new String(typed);
    }
}
