package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.show.BrokerList;
import org.kafkamqtt.topics.work.Inspection;
import picocli.CommandLine.Command;

/** Which brokers there are, and what they have. */
@Command(
        name = "kafka-topics brokers",
        sortOptions = false,
        customSynopsis = "kafka-topics brokers -b HOST:PORT [--json]",
        description = {
            "",
            "Lists the brokers that are alive.",
            "The columns are number, address, rack, and how many partitions the broker leads, has, and has in sync.",
            ""
        })
final class BrokersView extends TopicView {
    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        Inspection found = Inspection.of(cluster, Choice.all(true), true, Set.of());
        return end(BrokerList.of(found.brokers(), found.topics(), page(console)), List.of(), found.failed(), console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .essentials("-b", "--json", "--profile")
                .example("kafka-topics brokers -b localhost:9093")
                .example("kafka-topics brokers -b localhost:9093 --json | jq .address");
    }
}
