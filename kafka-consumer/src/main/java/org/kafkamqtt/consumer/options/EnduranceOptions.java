package org.kafkamqtt.consumer.options;

import java.time.Duration;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.consumer.read.BrokerWatch;
import picocli.CommandLine.Option;

/** How long trouble with the brokers is borne, as typed. */
final class EnduranceOptions implements OptionSection {
    @Option(
            names = "--broker-timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "once connected, end with status 4 when no broker has said anything for so long (default: 2m;"
                    + " 0: never). What is to be committed waits for a broker 60 s at most")
    String brokerTimeout = "2m";

    @Override
    public String heading() {
        return "Endurance";
    }

    BrokerWatch.Patience patience(String brokers) {
        Duration limit = Quantity.duration(brokerTimeout, "s");
        return new BrokerWatch.Patience(limit.isZero() ? Long.MAX_VALUE : limit.toNanos(), brokers);
    }
}
