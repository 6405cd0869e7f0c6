package org.kafkamqtt.consumer.view;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Option;

/** What {@code kafka-consumer-groups.sh --reset-offsets} has for our options: accepted, and not shown. */
final class KafkaHabits {
    @Option(names = "--group", hidden = true)
    @Nullable
    String group;

    @Option(names = "--reset-offsets", hidden = true)
    boolean resetOffsets;

    @Option(names = "--all-topics", hidden = true)
    boolean allTopics;

    @Option(names = "--dry-run", hidden = true)
    boolean dryRun;

    @Option(names = "--to-earliest", hidden = true)
    boolean earliest;

    @Option(names = "--to-latest", hidden = true)
    boolean latest;

    @Option(names = "--to-current", hidden = true)
    boolean current;

    @Option(names = "--to-offset", hidden = true)
    @Nullable
    String offset;

    @Option(names = "--shift-by", hidden = true)
    @Nullable
    String shift;

    @Option(names = "--to-datetime", hidden = true)
    @Nullable
    String dateTime;

    @Option(names = "--by-duration", hidden = true)
    @Nullable
    String duration;

    @Option(names = "--from-file", hidden = true)
    @Nullable
    String file;

    static OptionRules rules() {
        return OptionRules.of()
                .alias("--to-earliest", "--to")
                .alias("--to-latest", "--to")
                .alias("--to-current", "--to")
                .alias("--to-offset", "--to")
                .alias("--shift-by", "--to")
                .alias("--to-datetime", "--to")
                .alias("--by-duration", "--to")
                .alias("--from-file", "--to")
                .always("--group", "--reset-offsets", "--all-topics", "--dry-run");
    }

    /**
     * What was typed, in our words; each is a target of its own.
     *
     * @param nowMillis now, in milliseconds since 1970
     */
    List<String> targets(long nowMillis) {
        List<String> targets = new ArrayList<>();
        if (earliest) {
            targets.add("earliest");
        }
        if (latest) {
            targets.add("latest");
        }
        if (current) {
            targets.add("current");
        }
        Optional.ofNullable(offset).ifPresent(targets::add);
        Optional.ofNullable(shift)
                .map(by -> by.startsWith("-") || by.startsWith("+") ? by : "+" + by)
                .ifPresent(targets::add);
        // Kafka takes a time without a zone for UTC.
        Optional.ofNullable(dateTime)
                .map(time -> time.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})") ? time : time + "Z")
                .ifPresent(targets::add);
        Optional.ofNullable(duration)
                .map(length -> "@" + (nowMillis - iso(length).toMillis()))
                .ifPresent(targets::add);
        Optional.ofNullable(file)
                .map(name -> name.startsWith("/") ? name : "./" + name)
                .ifPresent(targets::add);
        return targets;
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw Failure.usage("'--by-duration " + text + "' is not an ISO 8601 duration such as PT1H30M");
        }
    }
}
