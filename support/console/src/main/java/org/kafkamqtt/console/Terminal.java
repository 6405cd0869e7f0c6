package org.kafkamqtt.console;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether a person is looking: which of the process's streams are terminals. */
public final class Terminal {
    private Terminal() {}

    public static boolean isStandardInput() {
        return is(0);
    }

    public static boolean isStandardOutput() {
        return is(1);
    }

    public static boolean isStandardError() {
        return is(2);
    }

    /** Whether colours are wanted: not with {@code NO_COLOR} (https://no-color.org: set and not empty). */
    public static boolean takesColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && redraws(environment);
    }

    /** Whether the terminal knows how to move its cursor back, which a {@code dumb} one does not. */
    public static boolean redraws(Map<String, String> environment) {
        return !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Linux tells for each stream; elsewhere Java only tells whether input and output both are. */
    private static boolean is(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return bothEnds();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 22 and newer are asked by isTerminal()
    private static boolean bothEnds() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
