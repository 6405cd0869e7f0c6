package org.kafkamqtt.mqtt.publish;

import java.util.Locale;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Option;

/** What is told about the run, as typed. */
final class ReportOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of().always("--summary", "--progress");

    @Override
    public String heading() {
        return "Reports";
    }

    @Option(
            names = "--summary",
            paramLabel = "json|text|none",
            defaultValue = "auto",
            description = "what the run was, in one line on standard error (default: text if something failed)")
    String summary = "auto";

    @Option(names = "--progress", description = "show on standard error every second how far it is")
    boolean progress;

    void check() {
        if (!summary.toLowerCase(Locale.ROOT).matches("json|text|none|auto")) {
            throw Failure.usage("--summary '" + summary + "' is none of json, text, none");
        }
    }

    boolean json() {
        return summary.equalsIgnoreCase("json");
    }

    /** Whether the run is told in words. */
    boolean text(boolean failed) {
        return summary.equalsIgnoreCase("text")
                || summary.equals("auto") && (failed || progress && Terminal.isStandardError());
    }
}
