package org.kafkamqtt.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.help.Manual;
import org.kafkamqtt.console.help.Section;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The page of one command: what picocli's generator is to show, which is never used to parse anything, and what is to be
 * mended in what it wrote.
 */
final class Page {
    private static final int EXAMPLE_WIDTH = 66;
    private static final int ENDLESS = 10_000;
    /** The line of the name is no place for markup. */
    private static final Pattern NAME = Pattern.compile("(?m)^(\\S+ - )pass:c\\[.*]$");
    /** The generator sees an option without a long name as one of which the value, or nothing, is another name. */
    private static final Pattern SHORT_ALONE = Pattern.compile("(?m)^(\\*-.\\*), (?=_|::)");

    private static final Pattern ALONE = Pattern.compile("(?m)^(\\*-.\\*) ::");
    private static final Pattern LINK = Pattern.compile("xref:([\\w-]+)\\.adoc\\[[^]]*]");

    private final Manual manual;

    Page(Manual manual) {
        this.manual = manual;
    }

    /** The name of the page, such as {@code balancer-simulate}. */
    String name() {
        return manual.name().replace(' ', '-');
    }

    /** What the generator is to show. */
    CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(name());
        spec.usageMessage()
                .sortOptions(false)
                .width(ENDLESS)
                .description(paragraphs())
                .customSynopsis(Sheltered.text(manual.synopsis()))
                .exitCodeListHeading("Exit status%n")
                .exitCodeList(statuses())
                .footerHeading("Examples%n")
                .footer(examples());
        for (Section section : manual.sections()) {
            add(spec, section.heading(), section.entries());
        }
        for (Guide.Topic topic : manual.guide().topics()) {
            add(spec, topic.heading(), topic.rows());
        }
        List<Entry> variables = new ArrayList<>();
        manual.variables().forEach((name, text) -> variables.add(Entry.row(name, text)));
        add(spec, "Environment", variables);
        for (Entry command : manual.commands()) {
            CommandSpec listed = CommandSpec.create();
            listed.usageMessage().description(Sheltered.text(command.briefCommand()));
            spec.addSubcommand(command.names().get(0), new CommandLine(listed));
        }
        return new CommandLine(spec).getCommandSpec();
    }

    private String[] paragraphs() {
        List<String> lines = new ArrayList<>();
        for (String paragraph : manual.purpose()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(Sheltered.text(paragraph));
        }
        return lines.toArray(String[]::new);
    }

    private Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        manual.guide()
                .statuses()
                .forEach((status, meaning) -> statuses.put(Integer.toString(status.code()), Sheltered.text(meaning)));
        return statuses;
    }

    /** As they are, lines included. */
    private String[] examples() {
        List<String> lines = new ArrayList<>(List.of("...."));
        manual.part("examples", EXAMPLE_WIDTH, false).orElse(List.of()).stream()
                .skip(1)
                .map(Sheltered::chars)
                .forEach(lines::add);
        lines.add("....");
        return lines.toArray(String[]::new);
    }

    /** Arguments have a part of their own there. */
    private static void add(CommandSpec spec, String heading, List<Entry> entries) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().heading(Sheltered.chars(heading) + "%n").validate(false);
        for (Entry entry : entries) {
            if (entry.names().isEmpty()) {
                spec.addPositional(PositionalParamSpec.builder()
                        .paramLabel(label(entry.value()))
                        .description(Sheltered.text(oneLine(entry.text())))
                        .type(String.class)
                        .arity("1")
                        .build());
            } else {
                group.addArg(option(entry, group.args().size()));
            }
        }
        if (!group.args().isEmpty()) {
            spec.addArgGroup(group.build());
        }
    }

    private static OptionSpec option(Entry entry, int place) {
        String[] names = entry.names().stream()
                .map(name -> name.matches("-?-?[\\w-]+") ? name : Sheltered.text(name))
                .toArray(String[]::new);
        return OptionSpec.builder(names)
                .order(place)
                .paramLabel(label(entry.value()))
                .type(entry.value().isEmpty() ? Boolean.class : String.class)
                .arity(entry.value().isEmpty() ? "0" : entry.optional() ? "0..1" : "1")
                .description(Sheltered.text(oneLine(entry.text())))
                .build();
    }

    private static String label(String value) {
        return value.matches("[A-Z]*") ? value : Sheltered.text(value);
    }

    private static String oneLine(String text) {
        return String.join(" ", text.lines().toList());
    }

    /** The generator's page as AsciiDoc is to have it. */
    String mended(String page) {
        String text = LINK.matcher(page).replaceAll("*$1*(1)");
        text = SHORT_ALONE.matcher(text).replaceAll("$1 ");
        text = ALONE.matcher(text).replaceAll("$1::");
        text = NAME.matcher(text)
                .replaceFirst(name -> Matcher.quoteReplacement(
                        name.group(1) + Entry.row("", manual.purpose().get(0)).briefCommand()));
        for (Guide.Topic topic : manual.guide().topics()) {
            String heading = "== " + Sheltered.chars(topic.heading()) + "\n";
            text = topic.text().isEmpty()
                    ? text
                    : text.replace(heading, heading + "\n" + Sheltered.text(topic.text()) + "\n");
        }
        return Sheltered.restored(text);
    }
}
