package org.kafkamqtt.consumer.view;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.InterruptibleInput;
import org.kafkamqtt.console.terminal.Terminal;

/** Whether what cannot be undone may be done: asked at a terminal, and nowhere else. */
final class Consent {
    private final Console console;
    private final boolean asks;

    Consent(Console console) {
        this(console, Terminal.isStandardInput() && Terminal.isStandardError());
    }

    /** @param asks whether somebody is there to answer */
    Consent(Console console, boolean asks) {
        this.console = console;
        this.asks = asks;
    }

    /**
     * Asks.
     *
     * @param deed what would be done, such as {@code delete 3 groups}
     * @throws Failure status 1 if the answer is no, 2 if nobody can be asked
     */
    void require(String deed) {
        if (!asks) {
            throw Failure.usage("nothing was changed: nobody can be asked here, so --yes is needed to " + deed);
        }
        console.err().print(deed + "? [y/N] ");
        console.err().flush();
        String answer = line().strip().toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw new Failure(ExitStatus.FAILED, "nothing was changed");
        }
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
