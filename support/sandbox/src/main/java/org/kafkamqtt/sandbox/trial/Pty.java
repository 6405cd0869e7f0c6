package org.kafkamqtt.sandbox.trial;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A program on a terminal of its own, of a certain size, as a person would run it. Made by {@code script}. */
public final class Pty implements AutoCloseable {
    /** What Ctrl-C types. */
    public static final String INTERRUPT = "\u0003";

    private final int columns;
    private final int rows;
    private final Child child;

    private Pty(int columns, int rows, Child child) {
        this.columns = columns;
        this.rows = rows;
        this.child = child;
    }

    /**
     * How it ended.
     *
     * @param status as the operating system sees it
     * @param screen what is to be seen then
     */
    public record Ended(int status, Screen screen) {}

    /** Whether the programs that it takes are installed. */
    public static boolean available() {
        return Child.installed("script") && Child.installed("stty");
    }

    /** Starts a command of the shell in the project's folder, so that {@code bin/kafka-producer} is one. */
    public static Pty start(int columns, int rows, String command) {
        return start(columns, rows, command, Map.of());
    }

    /** The same with more environment variables. */
    public static Pty start(int columns, int rows, String command, Map<String, String> environment) {
        String line = "cd '" + Child.root() + "' && stty cols " + columns + " rows " + rows
                + " && unset COLUMNS LINES && export TERM=xterm KAFKA_MQTT_CDS=off"
                + " JAVA_OPTS='-XX:TieredStopAtLevel=1 -XX:-UsePerfData'; exec " + command;
        Child child = Child.program(List.of("script", "-qec", line, "/dev/null"), environment);
        return new Pty(columns, rows, child);
    }

    /** Types on the terminal's keyboard. */
    public Pty type(String keys) {
        child.type(keys);
        return this;
    }

    /** What is to be seen now. */
    public Screen screen() {
        return Screen.of(columns, rows, child.out());
    }

    /** All that was sent to the terminal so far. */
    public String sent() {
        return child.out();
    }

    /** Waits until the screen is as it should be. */
    public Screen await(String what, int seconds, Predicate<Screen> wanted) {
        try {
            Await.that(what, seconds, () -> wanted.test(screen()));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the screen:\n" + screen().text(), e);
        }
        return screen();
    }

    /** Waits until it has ended. */
    public Ended ended(int seconds) {
        Child.Ended ended = child.ended(seconds);
        return new Ended(ended.status(), Screen.of(columns, rows, ended.out()));
    }

    @Override
    public void close() {
        child.close();
    }
}
