package org.kafkamqtt.console.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything about a command, and its help made from it.
 *
 * @param name as typed, such as {@code balancer simulate}
 * @param synopsis what to type
 * @param purpose paragraphs, the first of which explains what the command does
 * @param sections options and arguments
 * @param commands subcommands
 * @param guide what the command declares
 */
public record Manual(
        String name, String synopsis, List<String> purpose, List<Section> sections, List<Entry> commands, Guide guide) {
    /** The whole help is what most people need if it is no longer than this at the usual width. */
    private static final int BRIEF = 40;

    private static final int USUAL_WIDTH = 80;
    private static final int BRIEF_EXAMPLES = 3;
    private static final Pattern VARIABLE = Pattern.compile("\\(also (?:\\$[A-Z_]+(?:, | or )?)+[^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\$[A-Z_]+");

    /** Copies the lists. */
    public Manual {
        purpose = List.copyOf(purpose);
        sections = List.copyOf(sections);
        commands = List.copyOf(commands);
    }

    /** What most people need, on one screen: all of it if it is short. */
    public List<String> brief(int width, boolean bold) {
        if (whole(USUAL_WIDTH, false).size() <= BRIEF) {
            return whole(width, bold);
        }
        Sheet sheet = new Sheet(width, bold);
        sheet.usage(synopsis);
        purpose.stream().limit(1).forEach(sheet::paragraph);
        List<Entry> essentials = guide.essentials().stream()
                .flatMap(name -> entries()
                        .filter(entry -> entry.is(name)
                                || entry.names().isEmpty() && entry.value().startsWith(name)))
                .toList();
        if (!essentials.isEmpty()) {
            sheet.heading("Options");
            sheet.rows(briefRows(sheet, essentials, width));
        }
        commands(sheet);
        List<Guide.Example> examples =
                guide.examples().stream().limit(BRIEF_EXAMPLES).toList();
        if (!examples.isEmpty()) {
            sheet.heading("Examples");
            sheet.examples(examples);
        }
        more(sheet, essentials.isEmpty());
        return sheet.lines();
    }

    private List<Sheet.Row> briefRows(Sheet sheet, List<Entry> entries, int width) {
        List<Sheet.Row> bare = rows(entries, true, false);
        int room = width - sheet.column(bare);
        return entries.stream()
                .map(entry -> {
                    String whole = Clause.withDefault(entry.text());
                    return new Sheet.Row(
                            label(entry, true, entries),
                            Wrapping.length(whole) <= room ? whole : Clause.of(entry.text()));
                })
                .toList();
    }

    private void more(Sheet sheet, boolean everything) {
        sheet.heading("More");
        List<Sheet.Row> rows = new ArrayList<>();
        if (!everything) {
            rows.add(new Sheet.Row("--help=all", "all options"));
        }
        rows.add(new Sheet.Row("--help=TOPIC", String.join(", ", topics())));
        if (!commands.isEmpty()) {
            rows.add(new Sheet.Row("COMMAND --help", "one of the commands"));
        }
        if (!name.contains(" ")) {
            rows.add(new Sheet.Row("completion SHELL", "a completion script for bash, zsh or fish"));
        }
        rows.add(new Sheet.Row(
                "man " + name.replace(' ', '-'),
                "manual page (./mvnw package makes it)" + (guide.page().isEmpty() ? "" : "; see " + guide.page())));
        sheet.rows(rows);
    }

    /** Everything. */
    public List<String> whole(int width, boolean bold) {
        Sheet sheet = new Sheet(width, bold);
        sheet.usage(synopsis);
        purpose.forEach(sheet::paragraph);
        int column = column(sheet);
        for (Section section : sections) {
            section(sheet, section, column);
        }
        commands(sheet);
        guide.topics().forEach(topic -> topic(sheet, topic));
        environment(sheet);
        statuses(sheet);
        examples(sheet);
        return sheet.lines();
    }

    /** One part, or nothing if there is none of that name. */
    public Optional<List<String>> part(String topic, int width, boolean bold) {
        if (topic.equals("all")) {
            return Optional.of(whole(width, bold));
        }
        Sheet sheet = new Sheet(width, bold);
        switch (topic) {
            case "commands" -> commands(sheet);
            case "environment" -> environment(sheet);
            case "exit" -> statuses(sheet);
            case "examples" -> examples(sheet);
            default -> {
                sections.stream()
                        .filter(section -> section.topic().equals(topic))
                        .forEach(section -> section(sheet, section, column(sheet)));
                guide.topics().stream()
                        .filter(each -> each.name().equals(topic))
                        .forEach(each -> topic(sheet, each));
            }
        }
        return sheet.height() == 0 ? Optional.empty() : Optional.of(sheet.lines());
    }

    /** The names that {@link #part} accepts. */
    public List<String> topics() {
        List<String> topics = new ArrayList<>();
        sections.forEach(section -> topics.add(section.topic()));
        guide.topics().forEach(topic -> topics.add(topic.name()));
        if (!variables().isEmpty()) {
            topics.add("environment");
        }
        topics.add("exit");
        if (!guide.examples().isEmpty()) {
            topics.add("examples");
        }
        return topics;
    }

    /** All options and arguments. */
    public Stream<Entry> entries() {
        return sections.stream().flatMap(section -> section.entries().stream());
    }

    /** Environment variables that do the same as an option. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        entries().forEach(entry -> VARIABLE.matcher(entry.text())
                .results()
                .flatMap(also -> NAME.matcher(also.group()).results())
                .map(MatchResult::group)
                .forEach(variable -> variables.put(variable.substring(1), "as " + entry.briefLabel())));
        return variables;
    }

    private int column(Sheet sheet) {
        return sheet.column(rows(entries().toList(), false, true));
    }

    private static void section(Sheet sheet, Section section, int column) {
        sheet.heading(section.heading());
        sheet.rows(rows(section.entries(), false, true), column);
    }

    private void commands(Sheet sheet) {
        if (!commands.isEmpty()) {
            sheet.heading("Commands");
            sheet.rows(commands.stream()
                    .map(command -> new Sheet.Row(command.label(), command.briefCommand()))
                    .toList());
        }
    }

    private static void topic(Sheet sheet, Guide.Topic topic) {
        sheet.heading(topic.heading());
        if (!topic.text().isEmpty()) {
            sheet.indented(topic.text());
        }
        sheet.rows(rows(topic.rows(), false, false));
    }

    private void environment(Sheet sheet) {
        if (!variables().isEmpty()) {
            sheet.heading("Environment");
            List<Sheet.Row> rows = new ArrayList<>();
            variables().forEach((variable, text) -> rows.add(new Sheet.Row(variable, text)));
            sheet.rows(rows);
        }
    }

    private void statuses(Sheet sheet) {
        sheet.heading("Exit status");
        List<Sheet.Row> rows = new ArrayList<>();
        guide.statuses()
                .forEach((status, meaning) -> rows.add(new Sheet.Row(Integer.toString(status.code()), meaning)));
        sheet.rows(rows);
    }

    private void examples(Sheet sheet) {
        if (!guide.examples().isEmpty()) {
            sheet.heading("Examples");
            sheet.examples(guide.examples());
        }
    }

    private static List<Sheet.Row> rows(List<Entry> entries, boolean brief, boolean options) {
        return entries.stream()
                .map(entry ->
                        new Sheet.Row(options || brief ? label(entry, brief, entries) : entry.label(), entry.text()))
                .toList();
    }

    /** Long names are aligned with each other where some entry has a short name before them. */
    private static String label(Entry entry, boolean brief, List<Entry> among) {
        String label = brief ? entry.briefLabel() : entry.label();
        boolean below = among.stream().anyMatch(Entry::isShort) && label.startsWith("--");
        return (below ? "    " : "") + label;
    }
}
