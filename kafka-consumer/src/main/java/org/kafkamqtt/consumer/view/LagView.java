package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.consumer.group.Group;
import org.kafkamqtt.consumer.group.GroupLag;
import org.kafkamqtt.consumer.group.GroupQuestions;
import org.kafkamqtt.consumer.group.Place;
import org.kafkamqtt.consumer.view.Rows.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How far groups are behind. */
@Command(
        name = "kafka-consumer lag",
        sortOptions = false,
        customSynopsis = "kafka-consumer lag -b HOST:PORT [--watch] [--max N] [--json] [GROUP...]",
        description = {
            "",
            "Shows how far groups are behind.",
            "For each partition of the topics that a group reads: group, topic, partition, committed"
                    + " offset, end, lag, and the client that reads it. An unknown value is a dash (null in JSON)."
                    + " For a share group, committed is where its window begins.",
            "With --watch there are also the records committed a second (rate), new records a second, and the time left"
                    + " until nothing is left to read, by the paces of the last 15 s.",
            ""
        })
final class LagView extends View {
    private static final int LAG = 5;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Parameters(paramLabel = "GROUP", arity = "0..*", description = "groups to show (default: all)")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "exit with status 3 if a group is behind by more than N records, all its partitions together;"
                    + " where nothing is committed, all records count")
    @Nullable
    String max;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "2s",
            paramLabel = "DURATION",
            description =
                    "look again every DURATION until Ctrl-C, with the rates and the time left; with --max, until no"
                            + " group is behind by more (default: 2s)")
    @Nullable
    String watch;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "stop watching after DURATION; if --max was not reached, exit with status 27")
    @Nullable
    String timeout;

    private @Nullable Long most;
    private Duration interval = Duration.ZERO;
    private @Nullable Duration limit;

    @Override
    List<String> names() {
        return names;
    }

    @Override
    void check() {
        if (max != null && !max.matches("[0-9]{1,18}")) {
            throw Failure.usage("'--max " + max + "' is not a number of records");
        }
        most = max == null ? null : Long.valueOf(max);
        if (watch != null) {
            interval = Quantity.duration(watch, "s");
            if (interval.compareTo(SHORTEST) < 0) {
                throw Failure.usage("--watch=" + watch + " is too often: 1s or more");
            }
        }
        limit = timeout == null ? null : Quantity.duration(timeout, "s");
    }

    @Override
    public OptionRules rules() {
        return super.rules().always("--max", "--watch").needs("--timeout", "--watch");
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("groups", "GROUP")
                .statuses(
                        ExitStatus.OK,
                        ExitStatus.FAILED,
                        ExitStatus.USAGE,
                        ExitStatus.PARTIAL,
                        ExitStatus.UNREACHABLE,
                        ExitStatus.UNAUTHORISED,
                        ExitStatus.NOT_FOUND,
                        ExitStatus.INPUT_OUTPUT,
                        ExitStatus.TLS,
                        ExitStatus.TIMED_OUT)
                .status(ExitStatus.TIMED_OUT, "after --timeout a group was still behind by more than --max")
                .status(ExitStatus.PARTIAL, "without --watch: a group is behind by more than --max")
                .status(ExitStatus.NOT_FOUND, "the group does not exist")
                .essentials(
                        "--max", "--watch", "-b", "--json", "-F", "--profile", "--tls", "--username", "-v", "--help")
                .example("kafka-consumer lag -b localhost:9093 billing")
                .example("kafka-consumer lag -b localhost:9093 --json billing | jq .lag")
                .example("kafka-consumer lag -b localhost:9093 --max 1000 billing || echo behind")
                .example("kafka-consumer lag -b localhost:9093 --watch --max 0 --timeout 5m billing", "waits for it");
    }

    @Override
    ExitStatus answer(Admin admin, Console console) throws ExecutionException, InterruptedException, IOException {
        GroupQuestions questions = new GroupQuestions(admin);
        if (watch != null) {
            return new LagWatch(console, interval, limit, json, connection.quiet()).run(() -> lags(questions), goal());
        }
        List<GroupLag> lags = lags(questions);
        show(rows(lags), console);
        return judged(lags, console);
    }

    private List<GroupLag> lags(GroupQuestions questions) throws ExecutionException, InterruptedException {
        Map<String, GroupListing> listed = questions.listed();
        List<Group> groups = questions.described(chosen("group", listed.keySet()).stream()
                .flatMap(name -> Stream.ofNullable(listed.get(name)))
                .toList());
        return questions.lags(groups);
    }

    private Optional<LagWatch.Goal> goal() {
        return Optional.ofNullable(most)
                .map(limited -> lags -> excesses(lags, limited).isEmpty());
    }

    private ExitStatus judged(List<GroupLag> lags, Console console) {
        Long limited = most;
        if (limited == null) {
            return ExitStatus.OK;
        }
        List<String> excesses = excesses(lags, limited);
        if (!connection.quiet()) {
            excesses.forEach(console::say);
        }
        return excesses.isEmpty() ? ExitStatus.OK : ExitStatus.PARTIAL;
    }

    private static List<String> excesses(List<GroupLag> lags, long most) {
        return lags.stream()
                .map(lag -> lag.excess(most))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static Rows rows(List<GroupLag> lags) {
        Rows table = new Rows(
                new Column("group", 2),
                new Column("topic", 0),
                new Column("partition", 0),
                new Column("committed", 3),
                new Column("end", 4),
                new Column("lag", 0),
                new Column("client", 5));
        for (GroupLag lag : lags) {
            Map<TopicPartition, String> readers = lag.group().readers();
            for (Place place : lag.places()) {
                table.row(
                        lag.group().name(),
                        place.partition().topic(),
                        place.partition().partition(),
                        known(place.committed()),
                        known(place.end()),
                        known(place.lag()),
                        readers.get(place.partition()));
            }
        }
        if (table.size() > 1) {
            table.total("total", null, null, null, null, table.sum(LAG), null);
        }
        return table;
    }

    private static @Nullable Long known(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
