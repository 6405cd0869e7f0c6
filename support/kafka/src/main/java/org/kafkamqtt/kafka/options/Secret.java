package org.kafkamqtt.kafka.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.Password;

/** A password that never shows: from a file, an environment variable, or a prompt on a terminal. */
final class Secret {
    private Secret() {}

    static Optional<String> find(@Nullable Path file, Console console, String variable) {
        return file != null
                ? Optional.of(Password.inFile(file))
                : Optional.ofNullable(console.environment().get(variable));
    }

    /**
     * The password, asked for on the terminal if it is nowhere else.
     *
     * @throws Failure status 2 if there is none, and no terminal to ask on
     */
    static String require(@Nullable Path file, Console console, String variable, String prompt) {
        return find(file, console, variable)
                .or(() -> Password.ask(prompt))
                .orElseThrow(() -> Failure.usage("no password: give --password-file or $" + variable));
    }
}
