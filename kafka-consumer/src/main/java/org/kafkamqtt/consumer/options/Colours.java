package org.kafkamqtt.consumer.options;

import java.util.Locale;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.terminal.Terminal;
import picocli.CommandLine.Option;

/** Whether output is coloured, as typed: a picocli mixin. */
final class Colours {
    @Option(
            names = {"--color", "--colour"},
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description = "colour keys and JSON; auto: on a terminal, unless $NO_COLOR is set (default: auto)")
    String when = "auto";

    /**
     * Whether to colour.
     *
     * @param terminal whether the output is a terminal
     */
    boolean wanted(Console console, boolean terminal) {
        return switch (when.toLowerCase(Locale.ROOT)) {
            case "always" -> true;
            case "never" -> false;
            case "auto" -> Terminal.colours(terminal, console.environment());
            default -> throw Failure.usage("unknown --color '" + when + "': use auto, always or never");
        };
    }
}
