package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.util.Map;
import org.kafkamqtt.balancer.BalancerOption;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints all that is known of one balancer. */
@Command(name = "describe", description = "Prints all that is known of one balancer.")
final class DescribeCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "name or alias")
    String name = "";

    @Override
    public ExitStatus run(Console console) throws IOException {
        Definition definition = Balancers.definition(name).orElseThrow(() -> unknown());
        StringBuilder text = new StringBuilder();
        text.append(definition.name()).append(": ").append(definition.summary()).append('\n');
        line(text, "also called", String.join(" ", definition.aliases()));
        line(text, "rule class", RuleClass.of(definition.rule()));
        line(text, "promises", definition.ordering().promise());
        line(text, "without a key", definition.keyless());
        line(text, "definition", definition.details());
        for (BalancerOption option : definition.options()) {
            String fallback = option.fallback().isEmpty() ? "" : " (" + option.fallback() + ")";
            line(text, "option " + option.name(), option.meaning() + fallback);
        }
        print(console, text.toString());
        return ExitStatus.OK;
    }

    private Failure unknown() {
        // Making it says which name is near.
        balancers().create(name, Map.of());
        return Failure.usage("'" + name + "' is a class or decorator of yours, not a predefined balancer");
    }

    private static void line(StringBuilder text, String what, String said) {
        if (!said.isEmpty()) {
            text.append(String.format("  %-15s %s%n", what, said));
        }
    }
}
