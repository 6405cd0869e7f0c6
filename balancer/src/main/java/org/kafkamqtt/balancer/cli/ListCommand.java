package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import org.kafkamqtt.balancer.BalancerOption;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints every balancer, a line each. */
@Command(
        name = "list",
        customSynopsis = "balancer list [--json]",
        description = "Prints every balancer: name, rule class, what it promises, aliases, options.")
final class ListCommand extends Subcommand {
    @Option(names = "--json", description = "as JSON lines")
    boolean json;

    @Override
    public Guide guide() {
        return Guides.list();
    }

    @Override
    public OptionRules rules() {
        return OptionRules.of().always("--json", "-v").never("--balancer-path", "--balancer-opt");
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        Bytes out = new Bytes();
        Balancers.definitions().forEach(definition -> add(out, definition));
        if (!json) {
            out.add("\nBefore another name:\n");
            Balancers.DECORATORS.forEach(
                    (form, meaning) -> out.add(String.format("  %-28s %s%n", form + "NAME", meaning)));
            out.add(String.format("  %-28s %s%n", "NAME,or-else,NAME", "the second for messages without a key"));
        }
        out.writeTo(console.out());
        return ExitStatus.OK;
    }

    private void add(Bytes out, Definition definition) {
        if (json) {
            json(out, definition);
        } else {
            out.add(String.format(
                    "%-32s %-3s  %-13s  %s%n",
                    definition.name(), definition.rule(), definition.ordering(), definition.summary()));
            if (!definition.aliases().isEmpty()) {
                out.add("    also " + String.join(" ", definition.aliases()) + "\n");
            }
            if (!definition.options().isEmpty()) {
                out.add("    options " + String.join(" ", definition.optionNames()) + "\n");
            }
        }
    }

    static void json(Bytes out, Definition definition) {
        out.add("{\"name\":").addJson(definition.name());
        out.add(",\"rule\":").addJson(definition.rule());
        out.add(",\"ordering\":").addJson(definition.ordering().name());
        out.add(",\"keyless\":").addJson(definition.keyless());
        out.add(",\"summary\":").addJson(definition.summary()).add(",\"aliases\":[");
        String comma = "";
        for (String alias : definition.aliases()) {
            out.add(comma).addJson(alias);
            comma = ",";
        }
        out.add("],\"options\":[");
        comma = "";
        for (BalancerOption option : definition.options()) {
            out.add(comma).add("{\"name\":").addJson(option.name());
            out.add(",\"default\":").addJson(option.fallback());
            out.add(",\"meaning\":").addJson(option.meaning()).add("}");
            comma = ",";
        }
        out.add("]}\n");
    }
}
