package org.kafkamqtt.topics.command;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kafkamqtt.console.Tool;
import picocli.CommandLine.Model.OptionSpec;

/** The word that names a command: it comes first, but many type the broker before it. */
public final class CommandWord {
    private CommandWord() {}

    /** The same words; with the name of a command first, if only options are before it. */
    public static String[] first(String... args) {
        boolean late =
                args.length > 0 && args[0].startsWith("-") && Stream.of(args).anyMatch(TopicView.ALL::containsKey);
        int at = late ? place(args) : 0;
        return at == 0
                ? args
                : IntStream.range(0, args.length)
                        .mapToObj(i -> i == 0 ? args[at] : i <= at ? args[i - 1] : args[i])
                        .toArray(String[]::new);
    }

    /** Where the first word is that is neither an option nor the value of one; 0 if it names no command. */
    private static int place(String... args) {
        Map<String, OptionSpec> options =
                Tool.commandLine(new TopicsCommand()).getCommandSpec().optionsMap();
        for (int i = 0; i < args.length; i++) {
            OptionSpec option = options.get(args[i]);
            if (option != null && option.arity().min() == 1) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return TopicView.ALL.containsKey(args[i]) ? i : 0;
            }
        }
        return 0;
    }
}
