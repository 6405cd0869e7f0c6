package org.kafkamqtt.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.TopicCommand;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.topics.command.TopicsCommand;

/** Kafka's own {@code kafka-topics.sh}, and ours with the same words, in this JVM. Used by one thread. */
final class KafkaScript {
    private KafkaScript() {}

    /**
     * How it ended.
     *
     * @param out standard output
     * @param status 0 for success
     */
    record Ended(int status, String out) {}

    /** The script ends the process; here the first status counts, and nothing ends. */
    private static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static Ended theirs(String broker, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> statuses = new ArrayList<>();
        PrintStream before = System.out;
        PrintStream errors = System.err;
        Exit.setExitProcedure((status, message) -> {
            statuses.add(status);
            throw new Left();
        });
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        try {
            TopicCommand.main(with(broker, words));
        } catch (Left e) {
            return new Ended(statuses.get(0), out.toString(UTF_8));
        } finally {
            System.setOut(before);
            System.setErr(errors);
            Exit.resetExitProcedure();
        }
        return new Ended(0, out.toString(UTF_8));
    }

    static Ended ours(String broker, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console =
                Console.of("kafka-topics", new ByteArrayInputStream(new byte[0]), out, OutputStream.nullOutputStream());
        int status = Tool.run(new TopicsCommand(), console, with(broker, words)).code();
        return new Ended(status, out.toString(UTF_8));
    }

    private static String[] with(String broker, String... words) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", broker));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }
}
