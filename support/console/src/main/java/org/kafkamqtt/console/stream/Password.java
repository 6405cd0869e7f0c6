package org.kafkamqtt.console.stream;

import java.nio.file.Path;
import java.util.Optional;

/** Passwords from places where nobody else sees them. */
public final class Password {
    private Password() {}

    /** The first line of the file; status 2 if it cannot be read. */
    public static String inFile(Path file) {
        return TextFile.read(file, "the password").lines().stream().findFirst().orElse("");
    }

    /** What a person types on the terminal; empty if there is no terminal. */
    @SuppressWarnings("SystemConsoleNull") // null before JDK 22, then a console that reads what is piped in
    public static Optional<String> ask(String prompt) {
        java.io.Console terminal = System.console();
        return Optional.ofNullable(terminal == null ? null : terminal.readPassword("%s: ", prompt))
                .map(String::new);
    }
}
