package org.kafkamqtt.producer;

import java.util.Locale;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.Terminal;
import picocli.CommandLine.Option;

/** What is told about the run, as typed. */
final class ReportOptions implements OptionSection {
    @Override
    public String heading() {
        return "Reports";
    }

    @Option(
            names = "--summary",
            paramLabel = "json|text|none",
            defaultValue = "auto",
            description = "what the run was, in one line on standard error"
                    + " (default: text on a terminal or if something failed)")
    String summary = "auto";

    @Option(
            names = {"-T", "--tee"},
            description = "copy the input to standard output")
    boolean tee;

    /** The line to say, empty for none. */
    String line(Summary done, boolean failed, boolean quiet) {
        return switch (kind(failed, quiet)) {
            case "json" -> done.json();
            case "text" -> done.text();
            default -> "";
        };
    }

    boolean json() {
        return summary.equalsIgnoreCase("json");
    }

    private String kind(boolean failed, boolean quiet) {
        if (!summary.equals("auto")) {
            return summary.toLowerCase(Locale.ROOT);
        }
        return failed || (!quiet && Terminal.isStandardError()) ? "text" : "none";
    }

    void check() {
        if (!summary.toLowerCase(Locale.ROOT).matches("json|text|none|auto")) {
            throw Failure.usage("--summary '" + summary + "' is none of json, text, none");
        }
    }
}
