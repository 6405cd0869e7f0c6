package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.kafkamqtt.balancer.BalancerOption;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints every balancer under its rule class. */
@Command(
        name = "list",
        customSynopsis = "balancer list [--json]",
        description = "Lists every balancer under its rule class: name, summary, aliases, options.")
final class ListCommand extends Subcommand {
    private static final int INDENT = 2;

    @Option(names = "--json", description = "print JSON lines")
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
        if (json) {
            Bytes out = new Bytes();
            Balancers.definitions().forEach(definition -> json(out, definition));
            out.writeTo(console.out());
        } else {
            Sheet sheet = Sheet.of(console);
            catalogue(sheet);
            print(console, sheet.toString());
        }
        return ExitStatus.OK;
    }

    /** The balancers under the rule class that they share, in the order of the classes. */
    static void catalogue(Sheet sheet) {
        sheet.words(
                0,
                "Balancers of one class, A to H, put a key on the same partition. 'balancer describe NAME' shows more"
                        + " of one.");
        Map<Integer, List<Definition>> classes = new TreeMap<>();
        for (Definition definition : Balancers.definitions()) {
            classes.computeIfAbsent(place(definition), place -> new ArrayList<>())
                    .add(definition);
        }
        classes.forEach((place, members) -> {
            sheet.blank().heading(heading(members.get(0)));
            members.forEach(member -> entry(sheet, member));
        });
        sheet.blank().heading("Forms around the name of another balancer");
        Balancers.DECORATORS.forEach((form, meaning) -> sheet.entry(INDENT, form + "BALANCER", meaning));
        sheet.entry(INDENT, "BALANCER,or-else,BALANCER", "the first for records with a key, the second for the others");
    }

    /** Classes of clients first, then our own rules by what they promise, then those that ignore the key. */
    private static int place(Definition definition) {
        int letter = "ABCDEFGHI".indexOf(definition.rule());
        if (letter >= 0) {
            return letter;
        }
        return definition.rule().equals("own") ? 10 + own(definition.ordering()) : 20;
    }

    private static int own(Ordering ordering) {
        return switch (ordering) {
            case PER_KEY -> 0;
            case KEY_SPLITTING -> 1;
            case NONE -> 2;
        };
    }

    private static String heading(Definition definition) {
        return definition.rule().equals("own")
                ? definition.ruleInWords() + "; " + definition.ordering().promise()
                : definition.ruleInWords();
    }

    private static void entry(Sheet sheet, Definition definition) {
        sheet.entry(INDENT, definition.name(), definition.summary());
        StringJoiner more = new StringJoiner("; ");
        more.setEmptyValue("");
        if (!definition.aliases().isEmpty()) {
            more.add("also " + String.join(", ", definition.aliases()));
        }
        if (!definition.options().isEmpty()) {
            more.add("options " + String.join(", ", definition.optionNames()));
        }
        if (more.length() > 0) {
            sheet.words(3 * INDENT, more.toString());
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
