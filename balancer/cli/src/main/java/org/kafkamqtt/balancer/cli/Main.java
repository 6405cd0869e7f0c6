package org.kafkamqtt.balancer.cli;

import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import picocli.CommandLine.Command;

/** Starts the balancer command line. */
@Command(
        name = "balancer",
        customSynopsis = "balancer COMMAND [OPTION...]",
        description =
                "Shows which partition records go to, before they are sent: under the rule of any Kafka client, ours,"
                        + " or yours.",
        subcommands = {
            ListCommand.class,
            DescribeCommand.class,
            ExplainCommand.class,
            SimulateCommand.class,
            DiffCommand.class,
            CheckCommand.class,
            NewCommand.class
        })
public final class Main implements ToolCommand {
    /** Made by {@link #main}. */
    Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new Main();
    }

    public static void main(String[] args) {
        Tool.main(new Main(), args);
    }

    @Override
    public Guide guide() {
        return Guides.balancer();
    }

    @Override
    public ExitStatus run(Console console) {
        throw Failure.usage("nothing to do; name one of list, describe, explain, simulate, diff, check, new");
    }

    /** A balancer that cannot be found or used is an invalid command line. */
    static Failure explained(Throwable cause) {
        return cause instanceof BalancerException e
                ? new Failure(ExitStatus.USAGE, e.sentence(), e).withDetail(e.detail())
                : Failure.unexpected(cause);
    }
}
