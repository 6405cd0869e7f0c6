package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.util.Optional;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerOption;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints all that is known of one balancer. */
@Command(
        name = "describe",
        customSynopsis = "balancer describe [OPTION...] NAME",
        description = "Prints all that is known of one balancer.")
final class DescribeCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "name or alias, or one with header:NAME: and the like before it")
    String name = "";

    @Override
    public Guide guide() {
        return Guides.describe();
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        StringBuilder text = new StringBuilder();
        Optional<Definition> known = Balancers.definition(name);
        if (known.isEmpty()) {
            made(text);
            print(console, text.toString());
            return ExitStatus.OK;
        }
        Definition definition = known.get();
        text.append(definition.name()).append(": ").append(definition.summary()).append('\n');
        line(text, "also called", String.join(" ", definition.aliases()));
        line(text, "rule class", definition.ruleInWords());
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

    /** What a decorated balancer, or one of the user's own, says of itself; making it says which name is near. */
    private void made(StringBuilder text) {
        Balancer balancer = balancers().create(name, options);
        text.append(name).append('\n');
        line(text, "promises", Balancers.promise(balancer));
        if (!Balancers.promise(balancer).equals(balancer.ordering().promise())) {
            line(
                    text,
                    "of keys",
                    balancer.ordering() + ": " + balancer.ordering().promise());
        }
        String absence = Balancers.absence(balancer);
        line(text, "otherwise", absence.isEmpty() ? "" : absence + ": placed like a record without a key");
    }

    private static void line(StringBuilder text, String what, String said) {
        if (!said.isEmpty()) {
            text.append(String.format("  %-15s %s%n", what, said));
        }
    }
}
