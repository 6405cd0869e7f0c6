package org.kafkamqtt.console.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;

/** The script for zsh, to be sourced or to lie in {@code $fpath} as {@code _TOOL}. Not thread-safe. */
final class ZshScript {
    private static final String BODY =
            """
            #compdef @TOOL@
            # Completion of @TOOL@ in zsh; made by: @TOOL@ completion zsh

            # Asks the tool itself; variables among the words typed so far are resolved, nothing is run.
            @FUNCTION@_ask() {
              local tool=$typed[1] word
              local -a args
              for word in "${(@)typed[2,at-1]}"; do
                if [[ $word == (#b)(\\"|)\\$(\\{|)([A-Za-z_][A-Za-z_0-9]#)(\\}|)(\\"|) ]]; then
                  args+=("${(P)match[3]}")
                else
                  args+=("${(Q)word}")
                fi
              done
              ${tool/#\\~\\//$HOME/} completion $1 "${(@)args}" 2>/dev/null </dev/null
            }

            @VALUES@
            @FUNCTION@() {
              setopt localoptions extendedglob
              local curcontext=$curcontext at=$CURRENT state line
              local -A opt_args
              local -a typed commands
              typed=("${(@)words}")
            @CHOICE@}

            if [[ $funcstack[1] == @FUNCTION@ ]]; then
              @FUNCTION@ "$@"
            elif (( $+functions[compdef] )); then
              compdef @FUNCTION@ @TOOL@
            fi
            """;

    private final Known known;
    private final List<Value> values = new ArrayList<>();

    private ZshScript(Known known) {
        this.known = known;
    }

    static String of(Known known) {
        return new ZshScript(known).text();
    }

    private String text() {
        String choice = choice();
        StringBuilder functions = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            functions.append(function(i, values.get(i)));
        }
        return BODY.replace("@CHOICE@", choice)
                .replace("@VALUES@", functions)
                .replace("@FUNCTION@", known.function())
                .replace("@TOOL@", known.name());
    }

    private String function(int number, Value value) {
        List<String> lines = new ArrayList<>();
        if (!value.words().isEmpty()) {
            lines.add("compadd -- " + value.words().stream().map(Shell::quoted).collect(Collectors.joining(" ")));
        }
        if (!value.lookup().isEmpty()) {
            lines.add("compadd -- \"${(@f)$(@FUNCTION@_ask " + value.lookup() + ")}\"");
        }
        if (value.files()) {
            lines.add("_files");
        } else if (value.folders()) {
            lines.add("_files -/");
        }
        return "@FUNCTION@_" + number + "() {\n  " + String.join("\n  ", lines) + "\n}\n";
    }

    private String choice() {
        return choice(known.tool(), "  ");
    }

    /** A command that the next word names is done with the words after it; else the options of this one are offered. */
    private String choice(Manual manual, String indent) {
        StringBuilder text = new StringBuilder();
        if (!manual.commands().isEmpty()) {
            text.append(indent).append("commands=(");
            manual.commands().forEach(command -> text.append("\n" + indent + "  ")
                    .append(Shell.quoted(command.names().get(0) + ":" + FishScript.brief(command.text()))));
            text.append("\n" + indent + ")\n");
            text.append(indent).append("if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n");
            text.append(indent).append("  _describe -t commands command commands\n" + indent + "fi\n");
            text.append(indent).append("if (( CURRENT > 2 )); then\n" + indent + "  case $words[2] in\n");
            Known.words(manual).forEach(word -> text.append(indent + "    ")
                    .append(word)
                    .append(")\n" + indent + "      words=(\"$words[1]\" \"${(@)words[3,-1]}\")\n")
                    .append(indent + "      (( CURRENT-- ))\n")
                    .append(choice(known.after(manual, word), indent + "      "))
                    .append(indent + "      return\n" + indent + "      ;;\n"));
            text.append(indent).append("  esac\n" + indent + "fi\n");
        }
        return text.append(arguments(manual, indent)).toString();
    }

    private String arguments(Manual manual, String indent) {
        StringBuilder text = new StringBuilder(indent).append("_arguments -s -S");
        String next = " \\\n" + indent + "  ";
        Known.options(manual).forEach(entry -> text.append(next).append(option(entry, manual)));
        Known.arguments(manual).limit(1).forEach(entry -> text.append(next)
                .append(Shell.quoted("*:" + escaped(entry.value(), ":") + ":" + action(Value.of(entry, manual)))));
        return text.append('\n').toString();
    }

    private String option(Entry entry, Manual manual) {
        String description = "[" + escaped(entry.brief(), "[]") + "]";
        if (entry.value().isEmpty()) {
            return names(entry, "", "") + Shell.quoted(description);
        }
        String value =
                (entry.optional() ? "::" : ":") + escaped(entry.value(), ":") + ":" + action(Value.of(entry, manual));
        return entry.optional()
                ? names(entry, "-", "=-") + Shell.quoted(description + value)
                : names(entry, "+", "=") + Shell.quoted(description + value);
    }

    private static String names(Entry entry, String afterShort, String afterLong) {
        List<String> names = entry.names().stream()
                .map(name -> name + (name.length() == 2 ? afterShort : afterLong))
                .toList();
        return "'*'" + (names.size() == 1 ? names.get(0) : "{" + String.join(",", names) + "}");
    }

    /** A call of a function that offers the value; a blank alone offers nothing. */
    private String action(Value value) {
        if (value.equals(new Value(List.of(), false, false, ""))) {
            return " ";
        }
        if (!values.contains(value)) {
            values.add(value);
        }
        return " @FUNCTION@_" + values.indexOf(value);
    }

    private static String escaped(String text, String special) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escaped.append(c == '\\' || special.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return escaped.toString();
    }
}
