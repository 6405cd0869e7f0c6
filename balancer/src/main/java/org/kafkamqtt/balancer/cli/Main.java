package org.kafkamqtt.balancer.cli;

import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Command;

/** Starts the balancer command line. */
@Command(
        name = "balancer",
        description =
                "Shows where records go, before they are sent: under the rules of every Kafka client, ours, or yours.",
        subcommands = {
            ListCommand.class,
            DescribeCommand.class,
            ExplainCommand.class,
            SimulateCommand.class,
            DiffCommand.class,
            CheckCommand.class,
            NewCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  balancer list                                             every balancer, a line each",
            "  balancer explain --key order-42 --partitions 12 --all     where a key lands under every rule",
            "  balancer simulate --balancer murmur2,partial-key --partitions 10 --zipf 1.2",
            "  balancer diff --from consistent_random --to murmur2 --partitions 12 < keys.txt",
            "  kafka-consumer -t orders -e -J | balancer check -         which rule did the producers use?"
        })
public final class Main implements ToolCommand {
    /** Made by {@link #main}. */
    Main() {}

    public static void main(String[] args) {
        Tool.main(new Main(), args);
    }

    @Override
    public ExitStatus run(Console console) {
        throw Failure.usage("nothing to do; name one of list, describe, explain, simulate, diff, check, new");
    }

    /** One balancer that cannot be found or used is a wrong command line. */
    static Failure explained(Throwable cause) {
        return cause instanceof BalancerException e
                ? new Failure(ExitStatus.USAGE, e.sentence(), e).withDetail(e.detail())
                : Failure.unexpected(cause);
    }
}
