package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import picocli.CommandLine.Option;

/** How much may wait for a slow reader, as typed. */
final class BufferOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of().always("--buffer", "--buffer-bytes");

    @Override
    public String heading() {
        return "Buffer";
    }

    @Option(
            names = "--buffer",
            paramLabel = "N",
            description = "buffer up to N messages of QoS 0; once full, the broker has to wait for up to a quarter of"
                    + " the keep-alive, then new messages are dropped, counted and reported (default: 20000)")
    int messages = 20_000;

    @Option(
            names = "--buffer-bytes",
            paramLabel = "SIZE",
            description = "buffer up to SIZE of QoS 0 messages (default: 16MiB)")
    String bytes = "16MiB";

    Settings.Buffer buffer() {
        if (messages < 1) {
            throw Failure.usage("--buffer " + messages + " is not a number of messages: give 1 or more");
        }
        return new Settings.Buffer(messages, Quantity.bytes(bytes));
    }
}
