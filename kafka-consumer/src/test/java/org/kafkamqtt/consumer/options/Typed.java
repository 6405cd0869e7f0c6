package org.kafkamqtt.consumer.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.consumer.settings.ConsumerSettings;

/** A command line whose settings are kept, and nothing is run. */
public final class Typed extends ConsumerOptions {
    private Optional<ConsumerSettings> settings = Optional.empty();

    @Override
    protected ExitStatus run(ConsumerSettings made, Console console) {
        settings = Optional.of(made);
        return ExitStatus.OK;
    }

    /** What these words, with blanks between, and a broker are to do. */
    public static ConsumerSettings settings(String words) {
        Typed typed = new Typed();
        String said = said(typed, words);
        return typed.settings.orElseThrow(() -> new AssertionError(said));
    }

    /** What is said against these words; nothing if they are taken. */
    public static String refusal(String words) {
        Typed typed = new Typed();
        String said = said(typed, words);
        return typed.settings.isPresent() ? "" : said;
    }

    private static String said(Typed typed, String words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                Console.of("kafka-consumer", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        Tool.run(typed, console, ("-b x " + words).split(" "));
        return err.toString(UTF_8);
    }
}
