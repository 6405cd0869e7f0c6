package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;

/** The tool in this JVM, by the reader or through the Kafka client. */
enum Roads {
    READER,
    CLIENT;

    /**
     * How a run ended.
     *
     * @param status of the tool
     */
    record Result(ExitStatus status, ByteArrayOutputStream written, String err) {
        byte[] out() {
            return written.toByteArray();
        }
    }

    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of("kafka-consumer", InputStream.nullInputStream(), out, err);
        ExitStatus status = Tool.run(new ConsumerCommand(), console, arguments(args));
        return new Result(status, out, err.toString(UTF_8));
    }

    private String[] arguments(String... args) {
        if (this == READER) {
            return args;
        }
        String[] forced = Arrays.copyOf(args, args.length + 1);
        forced[args.length] = "--kafka-client";
        return forced;
    }
}
