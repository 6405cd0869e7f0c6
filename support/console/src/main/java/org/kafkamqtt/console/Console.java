package org.kafkamqtt.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.StandardInput;
import org.kafkamqtt.console.stream.StandardOutput;
import org.kafkamqtt.console.terminal.Cells;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.text.Digits;

/**
 * A tool's link to its user: standard input, output and error, the environment, and the request to stop.
 *
 * @param name the tool's name, which begins every line on standard error
 * @param in raw standard input, unbuffered
 * @param out raw standard output for data only, unbuffered; throws {@link ClosedPipe} when its reader has gone
 * @param err standard error for people
 * @param environment environment variables
 * @param stop set by SIGINT and SIGTERM
 * @param live the lines at the bottom of standard error that redraw themselves, below what is written to it
 */
public record Console(
        String name,
        InputStream in,
        OutputStream out,
        PrintStream err,
        Map<String, String> environment,
        Stop stop,
        LiveArea live) {

    /** One on which nothing redraws itself. */
    public Console(
            String name,
            InputStream in,
            OutputStream out,
            PrintStream err,
            Map<String, String> environment,
            Stop stop) {
        this(name, in, out, err, environment, stop, LiveArea.nowhere());
    }

    /** The console of this process. */
    static Console ofProcess(String name) {
        LiveArea live = LiveArea.ofStandardError(System.getenv());
        return new Console(
                name,
                StandardInput.ofProcess(),
                StandardOutput.ofProcess(beside(live)),
                new PrintStream(live.above(new FileOutputStream(FileDescriptor.err)), true, StandardCharsets.UTF_8),
                System.getenv(),
                new Stop(),
                live);
    }

    /** The same with a standard output that an interrupt of the writing thread ends, if it is this process's own. */
    public Console withInterruptibleOutput() {
        boolean own = out instanceof StandardOutput standard && standard.isOfProcess();
        return own
                ? new Console(name, in, StandardOutput.interruptible(beside(live)), err, environment, stop, live)
                : this;
    }

    /** What is written to standard output on the same terminal must not tear the lines there. */
    private static UnaryOperator<OutputStream> beside(LiveArea live) {
        return live.draws() && Terminal.isShared() ? live::above : UnaryOperator.identity();
    }

    /** A console for tests: streams handed in, nothing in the environment. */
    public static Console of(String name, InputStream in, OutputStream out, OutputStream err) {
        return new Console(
                name,
                in,
                new StandardOutput(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                new Stop());
    }

    /** How the user reads counts there: at a terminal with their thousands apart. */
    public Digits digits() {
        return live.draws() ? Digits.GROUPED : Digits.PLAIN;
    }

    /**
     * Prints one line for the user on standard error, prefixed with the tool's name; on a terminal that is too narrow for it,
     * several that break between words.
     */
    public void say(String sentence) {
        String line = name + ": " + Failure.oneLine(sentence);
        if (live.draws()) {
            err.println(String.join("\n", Cells.folded(line, live.width())));
        } else {
            err.println(line);
        }
    }
}
