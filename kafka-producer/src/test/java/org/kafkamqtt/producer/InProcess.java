package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;

/** The tool in this JVM, on given streams. */
final class InProcess {
    private InProcess() {}

    /**
     * How a run ended.
     *
     * @param status of the tool
     */
    record Result(ExitStatus status, String out, String err) {}

    static Result run(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of("kafka-producer", new ByteArrayInputStream(input), out, err);
        ExitStatus status = Tool.run(new ProducerOptions(), console, Jar.byTestedRoad(args));
        return new Result(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    static Result run(String input, String... args) {
        return run(input.getBytes(UTF_8), args);
    }
}
