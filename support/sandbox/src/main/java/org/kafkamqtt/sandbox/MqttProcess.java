package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * The project's own MQTT broker on the sandbox's Kafka, in a process of its own.
 *
 * <p>It ends when the sandbox does, even if that is killed: the shell between them reads a pipe that only the sandbox holds.
 * Not thread-safe; the owner of the sandbox owns it.
 */
final class MqttProcess implements MqttServer {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 15;

    /** The broker ends when standard input does. Ctrl-C is for the sandbox, which then ends it in order. */
    private static final String GUARD = "trap '' INT; exec 3<&0; \"$@\" </dev/null 3<&- & broker=$!;"
            + " { read -r end <&3; kill \"$broker\"; } 2>/dev/null & exec 3<&-; wait \"$broker\"";

    private final Path launcher;
    private final Path folder;
    private final String kafka;
    private final int port;
    private @Nullable Process process;

    private MqttProcess(Path launcher, Path folder, String kafka, int port) {
        this.launcher = launcher;
        this.folder = folder;
        this.kafka = kafka;
        this.port = port;
    }

    /**
     * One that does not run yet.
     *
     * @param folder for what it says and for the file by which it says that it is ready
     * @param kafka address of the brokers, which answer
     */
    static MqttProcess of(Path folder, String kafka, int port) {
        return new MqttProcess(launcher(), folder, kafka, port);
    }

    /**
     * The launcher {@code bin/mqtt-broker} of the project or archive that this sandbox is part of.
     *
     * @throws Failure status 2 if there is none, as where the jar of the sandbox is alone
     */
    static Path launcher() {
        String classes = System.getProperty("java.class.path", "").split(System.getProperty("path.separator"), 2)[0];
        return Stream.iterate(Optional.of(Path.of(classes).toAbsolutePath()), above -> above.map(Path::getParent))
                .takeWhile(Optional::isPresent)
                .map(above -> above.orElseThrow().resolve("bin/mqtt-broker"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> Failure.usage("--mqtt kafka starts bin/mqtt-broker, which is not in any folder above "
                                + classes + "; try bin/sandbox of the project or of an archive"));
    }

    @Override
    public void start() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        Path ready = folder.resolve("ready");
        Path said = folder.resolve("log");
        Files.createDirectories(folder);
        Files.deleteIfExists(ready);
        Process starting = builder(ready, said).start();
        process = starting;
        try {
            for (int i = 0; i < START_SECONDS * 50 && starting.isAlive() && !Files.exists(ready); i++) {
                starting.waitFor(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!starting.isAlive() || !Files.exists(ready)) {
            stop();
            throw new Failure(ExitStatus.FAILED, "mqtt-broker did not start" + lastOf(said));
        }
    }

    private ProcessBuilder builder(Path ready, Path said) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "sh",
                "-c",
                GUARD,
                "mqtt-broker",
                launcher.toString(),
                "-b",
                kafka,
                "--listener",
                "mqtt://" + address(),
                "--ready-file",
                ready.toString()));
        // What somebody has set for the Kafka tools may be meant for another cluster.
        builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_") && !name.equals("KAFKA_MQTT_CDS"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return quiet()
                ? builder.redirectError(ProcessBuilder.Redirect.to(said.toFile()))
                : builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static boolean quiet() {
        return "off"
                .equals(System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "off")
                        .toLowerCase(Locale.ROOT));
    }

    private static String lastOf(Path said) {
        try (Stream<String> lines = Files.lines(said)) {
            return lines.reduce((earlier, later) -> later)
                    .map(line -> ": " + line)
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void stop() {
        Process ending = process;
        if (ending == null) {
            return;
        }
        process = null;
        try {
            ending.getOutputStream().close();
            if (ending.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // Nobody reads there any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ending.descendants().forEach(ProcessHandle::destroyForcibly);
        ending.destroyForcibly();
    }

    @Override
    public String address() {
        return "localhost:" + port;
    }
}
