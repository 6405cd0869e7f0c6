package org.kafkamqtt.console.complete;

import java.util.stream.Collectors;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;

/** The script for fish 3 and newer. */
final class FishScript {
    private static final String HEAD =
            """
            # Completion of @TOOL@ in fish; made by: @TOOL@ completion fish

            # Asks the tool itself; variables among the words typed so far are resolved, nothing is run.
            function _@FUNCTION@_ask
                set -l typed (commandline -opc)
                set -l tool (string replace -r '^~/' "$HOME/" -- $typed[1])
                set -l args
                for word in $typed[2..-1]
                    set -l name (string match -r '^"?\\$\\{?([A-Za-z_][A-Za-z_0-9]*)\\}?"?$' -- $word)
                    if set -q name[2]
                        set -l variable $name[2]
                        set -a args $$variable
                    else
                        set -a args (string replace -r '^([\\'"])(.*)\\1$' '$2' -- $word)
                    end
                end
                type -q $tool; or return
                $tool completion $argv[1] $args 2>/dev/null </dev/null
            end

            # The command that the words typed so far name, or nothing.
            function _@FUNCTION@_command
                set -l typed (commandline -opc)
                if set -q typed[3]; and contains -- "$typed[2] $typed[3]" @PAIRS@
                    echo "$typed[2] $typed[3]"
                else if set -q typed[2]; and contains -- $typed[2] @COMMANDS@
                    echo $typed[2]
                end
                return 0
            end

            complete -c @TOOL@ -e
            """;

    private FishScript() {}

    static String of(Known known) {
        StringBuilder text = new StringBuilder(HEAD);
        known.tool().commands().forEach(command -> text.append(
                        "complete -c @TOOL@ -f -n 'test (count (commandline -opc)) -eq 1' -a ")
                .append(command.names().get(0))
                .append(" -d ")
                .append(quoted(brief(command.text())))
                .append('\n'));
        known.commands()
                .forEach(manual -> manual.commands().forEach(command -> text.append("complete -c @TOOL@ -f -n '")
                        .append("test (count (commandline -opc)) -eq 2; and test \"$(_@FUNCTION@_command)\" = \"")
                        .append(known.word(manual))
                        .append("\"' -a ")
                        .append(command.names().get(0))
                        .append(" -d ")
                        .append(quoted(brief(command.text())))
                        .append('\n')));
        known.all().forEach(manual -> {
            String condition = known.commands().isEmpty()
                    ? ""
                    : " -n 'test \"$(_@FUNCTION@_command)\" = \"" + known.word(manual) + "\"'";
            Known.options(manual).forEach(entry -> text.append("complete -c @TOOL@")
                    .append(condition)
                    .append(option(entry, manual))
                    .append('\n'));
            Known.arguments(manual).limit(1).forEach(entry -> text.append("complete -c @TOOL@")
                    .append(condition)
                    .append(value(Value.of(entry, manual), false))
                    .append('\n'));
            if (Known.arguments(manual).findAny().isEmpty()) {
                text.append("complete -c @TOOL@").append(condition).append(" -f\n");
            }
        });
        return text.toString()
                .replace("@COMMANDS@", known.commandWords().isEmpty() ? "''" : String.join(" ", known.commandWords()))
                .replace(
                        "@PAIRS@",
                        known.wordPairs().stream().map(FishScript::quoted).collect(Collectors.joining(" ")))
                .replace("@FUNCTION@", known.function())
                .replace("@TOOL@", known.name());
    }

    /** Of what a command is for, the first thought. */
    static String brief(String text) {
        return Entry.row("", text).briefCommand();
    }

    private static String option(Entry entry, Manual manual) {
        String names = entry.names().stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        String value = "";
        if (!entry.value().isEmpty()) {
            value = entry.optional() ? words(Value.of(entry, manual)) : value(Value.of(entry, manual), true);
        } else {
            value = " -f";
        }
        return names + value + " -d " + quoted(entry.brief());
    }

    private static String value(Value value, boolean option) {
        boolean files = value.files() || value.folders();
        String kind = option ? files ? " -r -F" : " -x" : files ? " -F" : " -f";
        return kind + words(value);
    }

    private static String words(Value value) {
        String words = String.join(" ", value.words());
        String lookup = value.lookup().isEmpty() ? "" : "(_@FUNCTION@_ask " + value.lookup() + ")";
        String all = (words + " " + lookup).strip();
        return all.isEmpty() ? "" : " -a " + quoted(all);
    }

    /** In fish a quote inside of quotes is escaped in them. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
