package org.kafkamqtt.console.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether a person is looking: which of the process's streams are terminals, and what these can do. */
public final class Terminal {
    /** The launcher names the descriptors that are terminals, such as {@code 02}. */
    private static final String NAMED = "kafkamqtt.terminals";

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

    /** Whether standard output and standard error are the same terminal, so that what one writes moves the other's cursor. */
    public static boolean isShared() {
        if (!isStandardOutput() || !isStandardError()) {
            return false;
        }
        try {
            return target(1).equals(target(2));
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    /**
     * Whether output is to be coloured: on a terminal that is not {@code dumb}, elsewhere with {@code CLICOLOR_FORCE} (set and not
     * {@code 0}), and never with {@code NO_COLOR} (https://no-color.org: set and not empty).
     *
     * @param terminal whether the output is a terminal
     */
    public static boolean colours(boolean terminal, Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        return !force.isEmpty() && !force.equals("0") || terminal && redraws(environment);
    }

    /** Whether the terminal knows how to move its cursor back, which a {@code dumb} one does not. */
    public static boolean redraws(Map<String, String> environment) {
        return !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Known for each stream on Linux or from the launcher; elsewhere Java knows only whether input and output both are. */
    private static boolean is(int descriptor) {
        try {
            String target = target(descriptor);
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            String named = System.getProperty(NAMED);
            return named == null ? bothEnds() : named.contains(Integer.toString(descriptor));
        }
    }

    private static String target(int descriptor) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
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
