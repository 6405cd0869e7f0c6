package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import picocli.CommandLine.Option;

/** How much may wait for a slow reader. */
final class BufferOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of().always("--buffer", "--buffer-bytes");

    @Override
    public String heading() {
        return "Buffer";
    }

    @Option(
            names = "--buffer",
            paramLabel = "COUNT",
            description =
                    "messages of QoS 0 that may wait for the output, 20000 by default; beyond, the broker is made to"
                            + " wait for up to a quarter of the keep-alive, then new ones are dropped, counted and reported")
    int messages = 20_000;

    @Option(names = "--buffer-bytes", paramLabel = "SIZE", description = "the same by size, 16MiB by default")
    String bytes = "16MiB";

    Settings.Buffer buffer() {
        if (messages < 1) {
            throw Failure.usage("--buffer " + messages + " is not a number of messages from 1");
        }
        return new Settings.Buffer(messages, Quantity.bytes(bytes));
    }
}
