package org.kafkamqtt.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.StandardInput;
import org.kafkamqtt.console.stream.StandardOutput;

/**
 * A tool's link to its user: standard input, output and error, the environment, and the request to stop.
 *
 * @param name the tool's name, which begins every line on standard error
 * @param in raw standard input, unbuffered
 * @param out raw standard output for data only, unbuffered; throws {@link ClosedPipe} when its reader has gone
 * @param err standard error for people
 * @param environment environment variables
 * @param stop set by SIGINT and SIGTERM
 */
public record Console(
        String name, InputStream in, OutputStream out, PrintStream err, Map<String, String> environment, Stop stop) {

    /** The console of this process. */
    static Console ofProcess(String name) {
        return new Console(
                name,
                StandardInput.ofProcess(),
                new StandardOutput(),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                new Stop());
    }

    /** The same with a standard output that an interrupt of the writing thread ends, if it is this process's own. */
    public Console withInterruptibleOutput() {
        boolean own = out instanceof StandardOutput standard && standard.isOfProcess();
        return own ? new Console(name, in, StandardOutput.interruptible(), err, environment, stop) : this;
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

    /** Prints one line for the user on standard error, prefixed with the tool's name. */
    public void say(String sentence) {
        err.println(name + ": " + Failure.oneLine(sentence));
    }
}
