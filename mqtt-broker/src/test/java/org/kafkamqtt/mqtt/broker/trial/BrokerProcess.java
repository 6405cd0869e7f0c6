package org.kafkamqtt.mqtt.broker.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;

/**
 * The packaged broker as a process that can be killed and paused, with little memory.
 *
 * <p>Not thread-safe; the test's thread owns it.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final int START_SECONDS = 60;
    private static final String HEAP = System.getProperty("broker.heap", "192m");

    private final Child child;
    private final int port;

    private BrokerProcess(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts one on a free port, and returns when it is ready. */
    public static BrokerProcess start(Path folder, String kafka, String prefix, String... options) {
        return start(folder, kafka, prefix, FreePorts.next(), options);
    }

    /** Starts one on a port, and returns when it is ready. */
    public static BrokerProcess start(Path folder, String kafka, String prefix, int port, String... options) {
        Path ready = folder.resolve("ready-" + System.nanoTime());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx" + HEAP,
                "-XX:MaxDirectMemorySize=" + HEAP,
                "-jar",
                Child.root().resolve("mqtt-broker/target/mqtt-broker.jar").toString(),
                "-b",
                kafka,
                "--prefix",
                prefix,
                "--listener",
                "mqtt://127.0.0.1:" + port,
                "--ready-file",
                ready.toString()));
        command.addAll(List.of(options));
        Child child = Child.program(command);
        try {
            Await.that("the broker is ready or ends", START_SECONDS, () -> Files.exists(ready) || !child.alive());
            if (!child.alive()) {
                throw new IllegalStateException("the broker did not start: " + child.err());
            }
            return new BrokerProcess(child, port);
        } catch (AssertionError | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    public OverTcp over() {
        return new OverTcp(port);
    }

    public int port() {
        return port;
    }

    public Child child() {
        return child;
    }

    /** Kills it as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        child.signal("KILL");
        child.ended(20);
    }

    /** Kills it if it still runs, paused or not. */
    @Override
    public void close() {
        child.close();
    }
}
