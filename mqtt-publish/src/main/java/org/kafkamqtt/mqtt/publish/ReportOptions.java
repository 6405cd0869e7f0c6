package org.kafkamqtt.mqtt.publish;

import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.mqtt.publish.delivery.Summary;
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
            converter = SummaryStyle.Words.class,
            description = "what the run was, in one line on standard error (default: text if something failed)")
    SummaryStyle summary = SummaryStyle.AUTO;

    @Option(names = "--progress", description = "show on standard error every second how far it is")
    boolean progress;

    /** Says what the run was, if that is wanted or, after a failure or beside its progress, nobody said otherwise. */
    void say(Console console, Summary done, boolean failed) {
        summary.say(console, failed || (progress && Terminal.isStandardError()), done::text, done::json);
    }
}
