package org.kafkamqtt.console.complete;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;

/** The script for bash 3.2 and newer, without the package bash-completion. */
final class BashScript {
    /** What bash splits at {@code =} and {@code :} is joined first; what is offered is never run or expanded. */
    private static final String BODY =
            """
            # Completion of @TOOL@ in bash; made by: @TOOL@ completion bash

            # Asks the tool itself; variables and simple quotes among the words typed so far are resolved, nothing is run.
            @FUNCTION@_ask() {
              local tool=${words[0]} args=() word i
              local variable='^"?[$]([A-Za-z_][A-Za-z_0-9]*|[{][A-Za-z_][A-Za-z_0-9]*[}])"?$' single="^'(.*)'$" double='^"([^$`\\\\]*)"$'
              if [[ $tool == '~/'* ]]; then tool=$HOME/${tool:2}; fi
              for ((i = 1; i < n; i++)); do
                word=${words[i]}
                if [[ $word =~ $variable ]]; then
                  word=${BASH_REMATCH[1]}; word=${word#'{'}; word=${word%'}'}; word=${!word-}
                elif [[ $word =~ $single || $word =~ $double ]]; then
                  word=${BASH_REMATCH[1]}
                fi
                args[${#args[@]}]=$word
              done
              "$tool" completion "$1" ${args[@]+"${args[@]}"} 2>/dev/null </dev/null
            }

            @FUNCTION@_options() {
              case $command in
            @OPTIONS@  esac
            }

            # What may be given to an option, or as an argument: takes=(yes | maybe), fixed, files=(f | d), lookup.
            @FUNCTION@_value() {
              takes= fixed= files= lookup=
              case $command:$1 in
            @VALUES@  esac
            }

            @FUNCTION@() {
              local words=() n=-1 i rest=$COMP_LINE bare word command= cur option= value prefix= cut
              local takes= fixed= files= lookup= IFS=$'\\n'
              if [[ -z $rest ]]; then rest="${COMP_WORDS[*]}"; rest=${rest//$'\\n'/ }; else rest=${rest:0:COMP_POINT}; fi
              for ((i = 0; i <= COMP_CWORD; i++)); do
                bare=${rest#"${rest%%[![:space:]]*}"}
                if ((i == 0)) || [[ $bare != "$rest" ]]; then n=$((n + 1)); words[n]=; fi
                word=${COMP_WORDS[i]}
                if ((i == COMP_CWORD)); then word=$bare; fi
                words[n]=${words[n]}$word
                rest=${bare#"$word"}
              done
              cur=${words[n]} value=$cur
              COMPREPLY=()
              if ((n > 1)); then
                case ${words[1]} in
                  @COMMANDS@) command=${words[1]} ;;
                esac
              fi
              if ((n > 2)); then
                case "$command ${words[2]}" in
                  @PAIRS@) command="$command ${words[2]}" ;;
                esac
              fi
              case $cur in
                --*=*) option=${cur%%=*} value=${cur#*=} prefix=$option=; @FUNCTION@_value "$option" ;;
                -[!-]?*)
                  @FUNCTION@_value "${cur:0:2}"
                  if [[ $takes ]]; then option=${cur:0:2} value=${cur:2} prefix=$option; fi
                  ;;
                *)
                  if ((n > 1)); then @FUNCTION@_value "${words[n - 1]}"; fi
                  if [[ $takes == yes ]]; then option=${words[n - 1]}; fi
                  ;;
              esac
              if [[ -z $option && $cur == -* ]]; then
                COMPREPLY=($(compgen -W "$(@FUNCTION@_options)" -- "$cur"))
                return
              fi
              if [[ -z $option ]]; then
                @FUNCTION@_value ''
                case $n:$command in
            @NEXT@    esac
              fi
              value=${value#[\\'\\"]}
              while read -r word; do
                if [[ $word && $word == "$value"* ]]; then COMPREPLY[${#COMPREPLY[@]}]=$(printf %q "$word"); fi
              done <<EOF
            ${fixed// /$'\\n'}
            $([[ -z $lookup ]] || @FUNCTION@_ask "$lookup")
            EOF
              if [[ $files ]]; then
                compopt -o filenames 2>/dev/null
                COMPREPLY=(${COMPREPLY[@]+"${COMPREPLY[@]}"} $(compgen "-$files" -- "$value"))
              fi
              # Of a word that has : or = in it, bash replaces what comes after that only.
              if [[ $value == *:* && $COMP_WORDBREAKS == *:* ]]; then
                cut=${value%"${value##*:}"}
                COMPREPLY=(${COMPREPLY[@]+"${COMPREPLY[@]#"$cut"}"})
              elif [[ $prefix && ! ($prefix == *= && $COMP_WORDBREAKS == *=*) ]]; then
                COMPREPLY=(${COMPREPLY[@]+"${COMPREPLY[@]/#/$prefix}"})
              fi
            }

            complete -F @FUNCTION@ @TOOL@
            """;

    private BashScript() {}

    static String of(Known known) {
        StringBuilder options = new StringBuilder();
        StringBuilder values = new StringBuilder();
        StringBuilder next = new StringBuilder();
        known.all().forEach(manual -> {
            String word = known.word(manual);
            options.append("    ").append(Shell.quoted(word)).append(") echo ");
            options.append(Shell.quoted(names(manual))).append(" ;;\n");
            if (!manual.commands().isEmpty()) {
                next.append("      ")
                        .append(word.isEmpty() ? "1:" : "2:" + word)
                        .append(") fixed=\"");
                next.append(String.join(" ", Known.words(manual))).append("${fixed:+ $fixed}\" ;;\n");
            }
            Known.options(manual)
                    .filter(entry -> !entry.value().isEmpty())
                    .forEach(entry -> add(values, word, entry, Value.of(entry, manual)));
            Known.arguments(manual).limit(1).forEach(entry -> add(values, word, entry, Value.of(entry, manual)));
        });
        String commands = String.join(" | ", known.commandWords());
        String pairs = known.wordPairs().stream().map(Shell::quoted).collect(Collectors.joining(" | "));
        return BODY.replace("@OPTIONS@", options)
                .replace("@VALUES@", values)
                .replace("@COMMANDS@", commands.isEmpty() ? "''" : commands)
                .replace("@PAIRS@", pairs.isEmpty() ? "''" : pairs)
                .replace("@NEXT@", next)
                .replace("@FUNCTION@", known.function())
                .replace("@TOOL@", known.name());
    }

    private static String names(Manual manual) {
        return Known.options(manual).flatMap(entry -> entry.names().stream()).collect(Collectors.joining("\n"));
    }

    private static void add(StringBuilder values, String command, Entry entry, Value value) {
        List<String> names = entry.names().isEmpty() ? List.of("") : entry.names();
        values.append("    ")
                .append(names.stream()
                        .map(name -> Shell.quoted(command + ":" + name))
                        .collect(Collectors.joining(" | ")))
                .append(") takes=")
                .append(entry.optional() && !entry.names().isEmpty() ? "maybe" : "yes");
        Stream.of(
                        "fixed=" + Shell.quoted(String.join(" ", value.words())),
                        "files=" + (value.files() ? "f" : value.folders() ? "d" : ""),
                        "lookup=" + value.lookup())
                .filter(pair -> !pair.endsWith("=") && !pair.endsWith("=''"))
                .forEach(pair -> values.append(' ').append(pair));
        values.append(" ;;\n");
    }
}
