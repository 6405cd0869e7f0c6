package org.kafkamqtt.consumer.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.UserLocale;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.consumer.format.JsonFormat;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Runs the user's command for one record or one batch until it exits with 0 or the retries are used up. */
final class Command {
    private static final long LONGEST_BACK_OFF_MS = 60_000;

    private final ExecPlan plan;
    private final Stop stop;
    private final JsonFormat json = new JsonFormat();

    Command(ExecPlan plan, Stop stop) {
        this.plan = plan;
        this.stop = stop;
    }

    /**
     * Runs the command.
     *
     * @return empty if it exited with 0 in the end, else how it failed the last time
     * @throws Unfinished if the user wants to stop before that is known
     */
    String run(List<LogRecord> records) {
        byte[] input = input(records);
        long pause = plan.backOff().toMillis();
        String trouble = "";
        for (int attempt = 0; attempt <= plan.retries(); attempt++) {
            if (attempt > 0) {
                await(pause, trouble);
                pause = Math.min(LONGEST_BACK_OFF_MS, pause * 2);
            }
            trouble = once(records.get(0), records.size(), input);
            if (trouble.isEmpty()) {
                return "";
            }
            if (stop.requested()) {
                throw stopped(trouble);
            }
        }
        return trouble;
    }

    private void await(long millis, String trouble) {
        try {
            if (stop.await(millis, TimeUnit.MILLISECONDS)) {
                throw stopped(trouble);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(trouble);
        }
    }

    private static Unfinished stopped(String trouble) {
        return new Unfinished(new Failure(ExitStatus.FAILED, "stopped before a command succeeded: " + trouble));
    }

    private byte[] input(List<LogRecord> records) {
        if (plan.batch() == 0) {
            byte[] value = records.get(0).value();
            return value == null ? new byte[0] : value;
        }
        Bytes lines = new Bytes();
        records.forEach(record -> json.add(lines, record));
        return lines.toArray();
    }

    private String once(LogRecord first, int count, byte[] input) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", plan.command())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        UserLocale.restore(builder.environment());
        describe(first, count, builder.environment());
        try {
            Process process = builder.start();
            feed(process, input);
            int status = process.waitFor();
            return status == 0 ? "" : "the command exited with status " + status;
        } catch (IOException e) {
            return "the command could not be started: " + Reason.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // A command need not read its input: its exit status decides.
            return;
        }
    }

    private static void describe(LogRecord first, int count, Map<String, String> environment) {
        environment.put("KAFKA_TOPIC", first.topic());
        environment.put("KAFKA_PARTITION", Integer.toString(first.partition()));
        environment.put("KAFKA_OFFSET", Long.toString(first.offset()));
        environment.put("KAFKA_TIMESTAMP", Long.toString(first.timestamp()));
        environment.put("KAFKA_COUNT", Integer.toString(count));
        byte[] key = first.key();
        environment.remove("KAFKA_KEY");
        if (key != null && Utf8.isValid(key, 0, key.length)) {
            String text = new String(key, StandardCharsets.UTF_8);
            if (text.indexOf('\0') < 0) {
                environment.put("KAFKA_KEY", text);
            }
        }
    }
}
