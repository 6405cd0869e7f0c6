package org.kafkamqtt.console;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Makes the value of an option of several words, as many as its first ones say: whatever they look like, they are not options.
 *
 * <p>To picocli and the command they are one text; {@link #words} takes it apart.
 */
public abstract class SeveralWords implements ITypeConverter<String> {
    /** No word of a command line has it in it. */
    private static final String JOINT = "\0";

    /** How many words the value has, by those that follow the option; there may be fewer of them. */
    public abstract int count(List<String> following);

    /** What is wrong if there are fewer, such as {@code give a command, a property and a value}. */
    protected abstract String lack();

    /** That of an option, empty for options of one word or none. */
    public static Optional<SeveralWords> of(OptionSpec option) {
        return Stream.of(option.converters())
                .filter(SeveralWords.class::isInstance)
                .map(SeveralWords.class::cast)
                .findFirst();
    }

    static String joined(List<String> words) {
        return String.join(JOINT, words);
    }

    /** The words of a value. */
    public static List<String> words(String value) {
        return List.of(value.split(JOINT, -1));
    }

    @Override
    public final String convert(String value) {
        List<String> words = words(value);
        if (words.size() < count(words)) {
            throw new TypeConversionException(lack());
        }
        return value;
    }
}
