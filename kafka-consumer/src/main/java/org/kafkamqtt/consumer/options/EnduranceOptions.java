package org.kafkamqtt.consumer.options;

import java.time.Duration;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.consumer.feed.BrokerWatch;
import picocli.CommandLine.Option;

/** How long trouble with the brokers is tolerated, as typed. */
final class EnduranceOptions implements OptionSection {
    @Option(
            names = "--broker-timeout",
            paramLabel = "DURATION",
            defaultValue = "2m",
            description = "exit if no broker answers for DURATION (with status 4), once connected; 0 waits for ever. A"
                    + " pending commit waits for a broker for 60 s at most (default: 2m)")
    String brokerTimeout = "2m";

    @Override
    public String heading() {
        return "Outages";
    }

    BrokerWatch.Patience patience(String brokers) {
        Duration limit = Quantity.duration(brokerTimeout, "s");
        return new BrokerWatch.Patience(limit.isZero() ? Long.MAX_VALUE : limit.toNanos(), brokers);
    }
}
