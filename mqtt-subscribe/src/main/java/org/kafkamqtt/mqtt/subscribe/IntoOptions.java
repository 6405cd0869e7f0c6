package org.kafkamqtt.mqtt.subscribe;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.mqtt.subscribe.format.ArrivalTime;
import org.kafkamqtt.mqtt.subscribe.format.Format;
import org.kafkamqtt.mqtt.subscribe.format.JsonLine;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import picocli.CommandLine.Option;

/** A command that takes messages and answers how many it has settled. */
final class IntoOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("--into")
            .needs("--into-window", "--into")
            .excludes("--into", "-v", "--hex", "--base64", "--pretty", "-N", "-0", "--delimiter")
            .because("--into", "each message is one line, of JSON or of -F")
            .excludes("--remove-retained", "--into")
            .because("--remove-retained", "a message would be gone before it is settled");

    @Override
    public String heading() {
        return "Into a command";
    }

    @Option(
            names = "--into",
            paramLabel = "COMMAND",
            description = "write the messages to one running command; each is a line of JSON, or of -F, on its"
                    + " standard input; it prints how many lines it has settled so far, and only those are"
                    + " acknowledged. JSON lines have one more member, delivery, which stays the same when a"
                    + " message is delivered again")
    @Nullable
    String command;

    @Option(
            names = "--into-window",
            paramLabel = "N|SIZE",
            description = "with --into: limit unsettled lines to N or SIZE; a longer line goes alone (default: 16MiB)")
    @Nullable
    String window;

    /**
     * What was typed, checked.
     *
     * @param start the command
     * @param format of {@code -F}, if any
     */
    Destination destination(String start, @Nullable String format) {
        if (start.isBlank()) {
            throw Failure.usage("--into needs a command, such as 'kafka-producer -t TOPIC -J --confirm'");
        }
        ArrivalTime time = new ArrivalTime(ZoneId.systemDefault());
        LineFormat message = format == null ? new JsonLine(time, false, false) : Format.of(format, time, false);
        return new Destination.IntoCommand(
                start,
                window == null ? IntoWindow.DEFAULT : IntoWindow.parse(window),
                message.then(LineFormat.constant((byte) '\n')),
                format == null || format.contains("j") || format.contains("J"));
    }
}
