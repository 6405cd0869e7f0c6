package org.kafkamqtt.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.sandbox.trial.Signal;

/** The process of one Kafka node, which can be started again after it has ended. Thread-safe. */
final class NodeProcess {
    private static final int STOP_SECONDS = 15;

    private final KafkaNode node;
    private final List<String> arguments;
    private final Consumer<NodeProcess> changed;
    private @Nullable Process process;
    private State state = State.ENDED;

    enum State {
        STARTING,
        ANSWERS,
        ENDED
    }

    /**
     * One that does not run yet.
     *
     * @param properties file with the properties of its server
     * @param changed is told, on a thread of its own, when the state has become another
     */
    NodeProcess(KafkaNode node, Path properties, String cluster, Consumer<NodeProcess> changed) {
        this.node = node;
        this.arguments = List.of(NodeMain.class.getName(), properties.toString(), cluster);
        this.changed = changed;
    }

    KafkaNode node() {
        return node;
    }

    synchronized State state() {
        return state;
    }

    /** Such as {@code node.2=4711 localhost:9094}, or with the state in place of the process if it does not answer. */
    synchronized String line() {
        String who = state == State.ANSWERS
                ? Long.toString(Objects.requireNonNull(process).pid())
                : state == State.STARTING ? "starting" : "ended";
        return "node." + node.id() + "=" + who + " " + node.address();
    }

    /** Starts it unless it runs, without waiting until it answers; false if it ran. */
    synchronized boolean start() {
        if (process != null && process.isAlive()) {
            return false;
        }
        try {
            Process starting = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process = starting;
            state = State.STARTING;
            Thread follower = new Thread(() -> follow(starting), "node-" + node.id());
            follower.setDaemon(true);
            follower.start();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a process for node " + node.id(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-XX:-UsePerfData",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        // How much it may log was decided when the sandbox started.
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("org.slf4j.") || name.startsWith("slf4j."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(arguments);
        return command;
    }

    private void follow(Process starting) {
        try (BufferedReader out = starting.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(NodeMain.ANSWERS)) {
                    become(starting, State.ANSWERS);
                }
            }
            starting.waitFor();
        } catch (IOException e) {
            // It was killed: what it had begun to say does not matter.
            starting.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        become(starting, State.ENDED);
    }

    /** What is heard late of an earlier process does not matter. */
    private void become(Process which, State next) {
        synchronized (this) {
            if (process != which) {
                return;
            }
            state = next;
        }
        changed.accept(this);
    }

    /** Sends a signal such as {@code KILL}; false if it does not run. */
    synchronized boolean signal(String name) {
        if (process == null || !process.isAlive()) {
            return false;
        }
        Signal.send(name, process.pid());
        return true;
    }

    /** Asks it to end, so that its data are in order. */
    synchronized void askToEnd() {
        if (process != null && process.isAlive()) {
            process.destroy();
            // One that is paused would hear it only afterwards.
            Signal.send("CONT", process.pid());
        }
    }

    /** Waits until it has ended, and kills it if that takes too long. */
    synchronized void end(boolean atOnce) {
        if (process == null) {
            return;
        }
        try {
            if (atOnce || !process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
