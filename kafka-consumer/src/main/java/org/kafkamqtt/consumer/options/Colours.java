package org.kafkamqtt.consumer.options;

import java.util.Locale;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Option;

/** Whether output is coloured, as typed: a picocli mixin. */
final class Colours {
    @Option(
            names = {"--color", "--colour"},
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description = "colour keys and JSON (default: auto, on a terminal unless $NO_COLOR is set)")
    String when = "auto";

    /**
     * The answer.
     *
     * @param terminal whether a person sees the output
     */
    boolean wanted(Console console, boolean terminal) {
        return switch (when.toLowerCase(Locale.ROOT)) {
            case "always" -> true;
            case "never" -> false;
            case "auto" -> terminal && Terminal.takesColour(console.environment());
            default -> throw Failure.usage("--color '" + when + "' is none of auto, always and never");
        };
    }
}
