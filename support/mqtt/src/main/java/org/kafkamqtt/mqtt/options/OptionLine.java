package org.kafkamqtt.mqtt.options;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kafkamqtt.console.SeveralWords;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.TextFile;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * One line of an options file.
 *
 * @param words as they would be typed: the option, then its value, most often one word
 * @param names all names of the option
 */
record OptionLine(List<String> words, Set<String> names) {
    /** Labels of values that may be anything, even look like another option. */
    private static final Set<String> FREE_TEXT =
            Set.of("TEXT", "PASSWORD", "FORMAT", "COMMAND", "TEMPLATE", "NAME:VALUE");

    /**
     * The options of a file, in order.
     *
     * @param parser knows the options
     * @throws Failure status 2 with file and line; the value is never shown, it may be a password
     */
    static List<OptionLine> all(TextFile file, CommandLine parser) {
        List<OptionLine> options = new ArrayList<>();
        for (int i = 0; i < file.lines().size(); i++) {
            String text = file.lines().get(i).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                int line = i + 1;
                options.add(of(text, parser, sentence -> file.wrong(line, sentence)));
            }
        }
        return options;
    }

    /** Makes a failure that names file and line. */
    private interface Wrong {
        Failure with(String sentence);
    }

    private static OptionLine of(String text, CommandLine parser, Wrong wrong) {
        List<String> words = List.of(text.split("[ \t]+", 2));
        String name = words.get(0);
        if (!name.startsWith("-") || name.matches("-+")) {
            throw wrong.with("a line must begin with an option such as -h or --host");
        }
        OptionSpec option = parser.getCommandSpec().optionsMap().get(name);
        if (option != null) {
            checkValue(option, name, words, parser, wrong);
            words = List.of(text.split("[ \t]+", 1 + count(option, words)));
        }
        Set<String> names = new HashSet<>();
        for (OptionSpec found : parsed(words, parser, wrong)) {
            if (found.usageHelp()
                    || found.versionHelp()
                    || List.of(found.names()).contains("-o")) {
                throw wrong.with(found.shortestName() + " belongs on the command line, not in a file");
            }
            names.addAll(List.of(found.names()));
        }
        return new OptionLine(words, names);
    }

    /** How many words the value of the option has; the last one is all that is left of the line. */
    private static int count(OptionSpec option, List<String> words) {
        if (words.size() == 1) {
            return Math.min(1, option.arity().max());
        }
        return SeveralWords.of(option)
                .map(several -> several.count(List.of(words.get(1).split("[ \t]+"))))
                .orElse(Math.min(1, option.arity().max()));
    }

    private static void checkValue(
            OptionSpec option, String name, List<String> words, CommandLine parser, Wrong wrong) {
        boolean several = words.size() > 1
                && Stream.of(words.get(1).split("[ \t]+"))
                        .skip(count(option, words))
                        .anyMatch(parser.getCommandSpec().optionsMap()::containsKey);
        String hint = several ? ": give one option per line" : "";
        if (option.arity().max() == 0 && words.size() > 1) {
            throw wrong.with(name + " takes no value" + hint);
        }
        if (option.arity().min() > 0 && words.size() == 1) {
            throw wrong.with(name + " needs a value");
        }
        if (several && !FREE_TEXT.contains(option.paramLabel())) {
            throw wrong.with("the value of " + name + " contains another option" + hint);
        }
    }

    private static List<OptionSpec> parsed(List<String> words, CommandLine parser, Wrong wrong) {
        try {
            return Tool.parsed(parser, words.toArray(String[]::new)).matchedOptions();
        } catch (ParameterException e) {
            throw wrong.with(Tool.sentence(e));
        }
    }
}
