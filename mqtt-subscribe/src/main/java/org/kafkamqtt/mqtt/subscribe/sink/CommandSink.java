package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.UserLocale;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * A shell command run for every message, one at a time: the payload is its standard input, the rest is in its environment.
 *
 * <p>{@code MQTT_TOPIC}, {@code MQTT_QOS}, {@code MQTT_RETAIN} (0 or 1) and {@code MQTT_MID} are never part of the command's
 * text, so no topic can run a command of its own. A command that fails is reported and counted; the run goes on.
 *
 * <p>Not thread-safe; the writing thread owns it, but for {@link #giveUp}, which any thread may call.
 */
public final class CommandSink implements Sink {
    private static final long LONGEST_SECONDS = 300;

    private final String command;
    private final java.util.function.Consumer<String> say;
    private volatile @Nullable Process running;
    private long refused;

    public CommandSink(String command, java.util.function.Consumer<String> say) {
        this.command = command;
        this.say = say;
    }

    @Override
    public void write(Arrival message) throws IOException {
        Process process = start(message);
        running = process;
        try {
            feed(process, message.payload());
            judge(process, message);
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
        } finally {
            running = null;
        }
    }

    /** The shell, and what it started: a child that lives on would keep our end of its input open. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void giveUp() {
        Process now = running;
        if (now != null) {
            kill(now);
        }
    }

    private Process start(Arrival message) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        UserLocale.restore(environment);
        environment.put("MQTT_TOPIC", message.topic());
        environment.put("MQTT_QOS", Integer.toString(message.qos()));
        environment.put("MQTT_RETAIN", message.retained() ? "1" : "0");
        environment.put("MQTT_MID", Integer.toString(message.messageId()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failure.cannot("start", "'" + command + "'", e);
        }
    }

    private static void feed(Process process, byte[] payload) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(payload);
        } catch (IOException e) {
            // The command does not read its input: its status shows whether that is a failure.
            return;
        }
    }

    private void judge(Process process, Arrival message) throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            refuse(message, "did not exit within " + LONGEST_SECONDS + " s and was killed");
        } else if (process.exitValue() != 0) {
            refuse(message, "exited with status " + process.exitValue());
        }
    }

    private void refuse(Arrival message, String why) {
        refused++;
        say.accept("'" + command + "' " + why + " for a message of topic '" + message.topic() + "'");
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void flush() {
        // Every command has ended when write returns.
    }

    @Override
    public void close() {
        // Nothing is held between messages.
    }
}
