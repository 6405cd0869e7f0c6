package org.kafkamqtt.consumer;

import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs with {@code --into} in groups that have the name of their topic; in commands {@code OUT} is a file.
 *
 * @param dir where the file is
 */
record IntoWork(Path dir) {
    /** Keeps each line in the file and settles it. */
    static final String EACH = "n=0; while read -r x; do echo \"$x\" >> OUT; n=$((n+1)); echo $n; done";

    /** The same, but it settles all together when its input ends. */
    static final String AT_THE_END = "n=0; while read -r x; do echo \"$x\" >> OUT; n=$((n+1)); done; echo $n";

    private String[] args(String topic, String command, String... more) {
        List<String> args = new ArrayList<>(List.of("-b", BROKER, "-g", topic, "-f", "%s\\n", topic));
        args.addAll(List.of("--into", command.replace("OUT", file("").toString())));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    Child.Result into(String topic, String command, String... more) {
        return Child.run(args(topic, command, more));
    }

    Child start(String topic, String command, String... more) {
        return Child.start(args(topic, command, more));
    }

    Path file(String ending) {
        return dir.resolve("out" + ending);
    }

    /** What commands have kept in the file. */
    List<String> taken() {
        try {
            return Files.exists(file("")) ? Files.readAllLines(file("")) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    /** A topic of one partition with numbers from 1 on. */
    static String topicOf(int records) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, records);
        return topic;
    }

    static long committed(String topic) {
        return Feed.committed(topic, topic, 0).orElse(0L);
    }
}
