package org.kafkamqtt.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;

/**
 * HiveMQ Community Edition as a process of its own, with jars that {@code support/hivemq} fetches: they are on no class path here.
 *
 * <p>It refuses what is published or subscribed to under {@code reason/NAME/} with the reason code of that name. Not thread-safe.
 */
final class HiveMq implements AutoCloseable {
    private static final int START_SECONDS = 90;
    private static final Path JARS = Child.root().resolve("support/hivemq/target/jars");
    private static final Path PROGRAM = Child.root().resolve("support/journeys/src/test/resources/hivemq/HiveMq.java");

    private final Child child;
    private final int port = FreePorts.next();

    /** Starts one with its files in this folder, and returns when it is ready. */
    HiveMq(Path folder) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("config.xml"),
                """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                  </listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """
                        .formatted(port));
        child = Child.program(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                JARS + "/*",
                PROGRAM.toString(),
                folder.toString()));
        try {
            Await.that(
                    "HiveMQ is ready or ends", START_SECONDS, () -> child.out().contains("ready\n") || !child.alive());
            if (!child.alive()) {
                throw new IllegalStateException("HiveMQ did not start: " + child.out() + child.err());
            }
        } catch (AssertionError | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /** Whether its jars have been fetched: a build with {@code -Dmanual.skip} leaves them out. */
    static boolean fetched() {
        return Files.isDirectory(JARS);
    }

    /** {@code HOST:PORT}. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        child.close();
    }
}
