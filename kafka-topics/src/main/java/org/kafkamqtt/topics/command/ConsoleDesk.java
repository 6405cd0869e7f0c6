package org.kafkamqtt.topics.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.InterruptibleInput;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.topics.work.Desk;

/** The user at a terminal, or the log of a script. The main thread owns it. */
final class ConsoleDesk implements Desk {
    private static final int USUAL_WIDTH = 80;

    private final Console console;
    private final boolean quiet;

    /**
     * A desk.
     *
     * @param quiet whether only errors and questions are printed
     */
    ConsoleDesk(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    @Override
    public void say(String sentence) {
        if (!quiet) {
            console.say(sentence);
        }
    }

    @Override
    public void show(List<String> lines) {
        if (!quiet || attended()) {
            lines.forEach(console.err()::println);
        }
    }

    @Override
    public int width() {
        return Terminal.isStandardError()
                ? TerminalSize.ofStandardError(console.environment()).width()
                : USUAL_WIDTH;
    }

    @Override
    public boolean attended() {
        return Terminal.isStandardInput() && Terminal.isStandardError();
    }

    @Override
    public boolean agrees(String question) {
        console.err().print(question + "? [y/N] ");
        console.err().flush();
        String answer = line().strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    private String line() {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        InputStream in = InterruptibleInput.of(console.in());
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                typed.write(next);
            }
        } catch (IOException e) {
            throw Failure.cannot("read", "the answer", e);
        }
        return typed.toString(StandardCharsets.UTF_8);
    }
}
