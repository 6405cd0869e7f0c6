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

/** Prints everything known about one balancer. */
@Command(
        name = "describe",
        customSynopsis = "balancer describe [OPTION...] NAME",
        description = "Prints everything known about one balancer.")
final class DescribeCommand extends Subcommand {
    private static final int COLUMN = 22;

    @Parameters(paramLabel = "NAME", description = "name or alias, or a form such as header:NAME:BALANCER")
    String name = "";

    @Override
    public Guide guide() {
        return Guides.describe();
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        Sheet sheet = Sheet.of(console);
        Optional<Definition> known = Balancers.definition(name);
        if (known.isEmpty()) {
            made(sheet);
            print(console, sheet.toString());
            return ExitStatus.OK;
        }
        Definition definition = known.get();
        sheet.words(0, definition.name() + ": " + definition.summary());
        line(sheet, "also called", String.join(" ", definition.aliases()));
        line(sheet, "rule class", definition.ruleInWords());
        line(sheet, "promises", definition.ordering().promise());
        line(sheet, "without a key", definition.keyless());
        line(sheet, "definition", definition.details());
        for (BalancerOption option : definition.options()) {
            String fallback = option.fallback().isEmpty() ? "" : " (default: " + option.fallback() + ")";
            line(sheet, "option " + option.name(), option.meaning() + fallback);
        }
        print(console, sheet.toString());
        return ExitStatus.OK;
    }

    /** The promise of a decorated balancer or a user's own; making it reports an unknown name, with a similar one. */
    private void made(Sheet sheet) {
        Balancer balancer = balancers().create(name, options);
        sheet.line(name);
        line(sheet, "promises", Balancers.promise(balancer));
        if (!Balancers.promise(balancer).equals(balancer.ordering().promise())) {
            line(
                    sheet,
                    "for keys",
                    balancer.ordering() + ": " + balancer.ordering().promise());
        }
        String absence = Balancers.absence(balancer);
        line(sheet, "otherwise", absence.isEmpty() ? "" : absence + ": placed like a record without a key");
    }

    private static void line(Sheet sheet, String what, String said) {
        if (!said.isEmpty()) {
            sheet.meaning("  " + what, COLUMN, said);
        }
    }
}
