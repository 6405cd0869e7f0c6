package org.kafkamqtt.console.report;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.text.Digits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a run is summed up at its end, in one line on standard error: what {@code --summary} takes. */
public enum SummaryStyle {
    TEXT,
    JSON,
    NONE,
    /** Text if there is something to report, which the tool decides. */
    AUTO;

    /**
     * Prints the summary, if it is wanted.
     *
     * @param notable whether there is something to report without being asked
     */
    public void say(Console console, boolean notable, Function<Digits, String> text, Supplier<String> json) {
        say(console, console::say, notable, text, json);
    }

    /** The same with a way to print text, such as none in a quiet run. */
    public void say(
            Console console,
            Consumer<String> say,
            boolean notable,
            Function<Digits, String> text,
            Supplier<String> json) {
        switch (this) {
            case NONE -> {}
            case JSON -> console.err().println(json.get());
            case TEXT -> say.accept(text.apply(console.digits()));
            case AUTO -> (notable ? TEXT : NONE).say(console, say, true, text, json);
        }
    }

    /** The style of this name, in upper or lower case. */
    public static Optional<SummaryStyle> named(String typed) {
        return Stream.of(values())
                .filter(style -> style.name().equals(typed.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** Reads a style as it is typed. */
    public static final class Words implements ITypeConverter<SummaryStyle> {
        @Override
        public SummaryStyle convert(String typed) {
            return named(typed)
                    .orElseThrow(() -> new TypeConversionException("'" + typed + "' is not one of text, json, none"));
        }
    }
}
