package org.kafkamqtt.consumer.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.consumer.select.GrepFilter;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.OffsetGrammar;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.select.PartitionList;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.select.WhereFilter;
import org.kafkamqtt.consumer.settings.PartitionChoice;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** Which records are read, as typed. */
final class SelectOptions implements OptionSection {
    private static final int MOST_TAIL = 1_000_000;

    // Picocli lists methods after fields, so an option that has to be found easily is a field.
    @Option(
            names = {"-c", "--max-messages"},
            paramLabel = "N",
            description = "exit after N records (those that pass the filters)")
    long count = Long.MAX_VALUE;

    @Option(
            names = {"-g", "--group"},
            paramLabel = "GROUP",
            description = "read as a member of this consumer group. Its members share the partitions, and what was"
                    + " written is committed. A new group starts at the beginning")
    @Nullable
    String group;

    @Option(names = "-G", hidden = true, description = "the same as -g, as in kcat")
    void kcatGroup(String name) {
        group = name;
    }

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "LIST",
            description = "read only these partitions (such as 0,2-5); not with -g")
    @Nullable
    String partitions;

    @Option(
            names = {"-o", "--offset"},
            paramLabel = "OFFSET",
            description = "start at this offset; such as end, -10 or @-1h, see --help=offset; repeatable (default:"
                    + " beginning; in a group: stored)")
    List<String> offsets = new ArrayList<>();

    @Option(names = "--from-beginning", description = "start at the beginning (the same as -o beginning)")
    boolean fromBeginning;

    @Option(
            names = {"-e", "--exit-eof"},
            description = "exit at the end of all partitions (where it was when the run started)")
    boolean exitAtEnd;

    @Option(
            names = {"-n", "--count", "--num"},
            hidden = true,
            description = "the same as -c")
    void countOtherwise(long records) {
        count = records;
    }

    @Option(
            names = "--tail",
            paramLabel = "N",
            description = "read the newest N records, then exit. They are taken from all partitions together, by"
                    + " timestamp, among those that pass the filters. Not with -g, -o, -c")
    int tail;

    @Option(names = "--include", paramLabel = "REGEX", description = "read all topics whose whole name matches")
    @Nullable
    String include;

    @Option(
            names = "--grep",
            paramLabel = "[!]k:RE|v:RE|t:RE|h:NAME=RE",
            description = "write only records that match. RE is searched for in the key, value, topic or header; a"
                    + " leading ! reverses it; all conditions must hold. The other records are committed all the"
                    + " same; repeatable")
    List<String> grep = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "[key:]/POINTER[<=>]VALUE",
            description = "write only records whose JSON matches (such as '/temp>30'); all conditions must hold;"
                    + " repeatable")
    List<String> where = new ArrayList<>();

    @Option(
            names = {"--idle", "--idle-timeout"},
            paramLabel = "DURATION",
            description = "exit after DURATION without a record")
    @Nullable
    String idle;

    @Option(
            names = "--timeout-ms",
            hidden = true,
            paramLabel = "MS",
            description = "the same as --idle in milliseconds, as in kafka-console-consumer")
    void idleMillis(long millis) {
        idle = millis + "ms";
    }

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "exit after DURATION (with status 27 if -c or -e was not reached by then)")
    @Nullable
    String timeout;

    @Option(
            names = "--isolation-level",
            paramLabel = "LEVEL",
            description = "choose which records of transactions to read; read_committed or read_uncommitted (default:"
                    + " read_uncommitted; in a group: read_committed)")
    @Nullable
    String isolation;

    @Option(
            names = "--read-committed",
            description = "read only what was committed (the same as --isolation-level read_committed)")
    boolean readCommitted;

    /** The settings, with what was typed added. */
    KafkaSettings settings(KafkaSettings typed) {
        KafkaSettings settings = group == null ? typed : typed.chosen("group.id", group, "-g");
        if (readCommitted) {
            settings = settings.chosen("isolation.level", "read_committed", "--read-committed");
        }
        if (isolation == null) {
            return settings;
        }
        String name = isolation.toLowerCase(Locale.ROOT);
        if (!name.equals("read_committed") && !name.equals("read_uncommitted")) {
            throw Failure.usage(
                    "unknown --isolation-level '" + isolation + "': use read_committed or read_uncommitted");
        }
        return settings.chosen("isolation.level", name, "--isolation-level");
    }

    /** The partitions to read, given those that {@code -k} asks for. */
    PartitionChoice partitions(Optional<PartitionChoice> ofKey) {
        if (partitions == null) {
            return ofKey.orElseGet(PartitionChoice.All::new);
        }
        SortedSet<Integer> listed = PartitionList.parse(partitions);
        if (group != null) {
            throw Failure.usage("-g assigns the partitions itself: leave out -p, or read without a group");
        }
        if (ofKey.isPresent()) {
            throw Failure.usage("-k finds the partition itself: leave out -p");
        }
        return new PartitionChoice.Listed(listed);
    }

    /** The plan of {@code -o}, {@code --from-beginning} and {@code --tail}. */
    OffsetPlan plan(long nowMillis) {
        List<String> words = new ArrayList<>(offsets);
        if (fromBeginning) {
            words.add(0, "beginning");
        }
        if (tail != 0) {
            if (tail < 0 || tail > MOST_TAIL || group != null || !words.isEmpty() || count != Long.MAX_VALUE) {
                throw Failure.usage(
                        "--tail takes 1 to " + MOST_TAIL + " records, and cannot be used with -g, -o or -c");
            }
            words.add("-" + tail + ":end");
        }
        return new OffsetGrammar(nowMillis).plan(words);
    }

    /** The pattern of {@code --include}, if it was given. */
    Optional<Pattern> included() {
        try {
            return Optional.ofNullable(include).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw Failure.usage("--include '" + include + "' is not a regular expression: " + e.getDescription());
        }
    }

    /** All conditions together. */
    RecordFilter filter() {
        List<RecordFilter> all = new ArrayList<>();
        grep.forEach(text -> all.add(GrepFilter.parse(text)));
        where.forEach(text -> all.add(WhereFilter.parse(text)));
        return all.stream().reduce(RecordFilter::and).orElse(RecordFilter.ALL);
    }

    Limits limits() {
        if (count < 0) {
            throw Failure.usage("-c " + count + " is not a number of records");
        }
        return new Limits(count, nanos(timeout), nanos(idle));
    }

    private static long nanos(@Nullable String duration) {
        return duration == null
                ? Long.MAX_VALUE
                : Quantity.duration(duration, "s").toNanos();
    }

    @Override
    public String heading() {
        return "Selection";
    }
}
