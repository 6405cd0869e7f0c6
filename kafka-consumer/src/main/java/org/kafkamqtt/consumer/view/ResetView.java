package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.consumer.group.Group;
import org.kafkamqtt.consumer.group.GroupChanges;
import org.kafkamqtt.consumer.group.GroupQuestions;
import org.kafkamqtt.consumer.group.Kept;
import org.kafkamqtt.consumer.group.Move;
import org.kafkamqtt.consumer.group.Move.Outcome;
import org.kafkamqtt.consumer.group.OffsetsFile;
import org.kafkamqtt.consumer.group.Place;
import org.kafkamqtt.consumer.group.ResetPlan;
import org.kafkamqtt.consumer.group.Target;
import org.kafkamqtt.consumer.group.TargetWords;
import org.kafkamqtt.consumer.group.TopicScope;
import org.kafkamqtt.consumer.select.Point;
import org.kafkamqtt.consumer.view.Rows.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a group elsewhere. */
@Command(
        name = "kafka-consumer groups reset",
        sortOptions = false,
        customSynopsis = "kafka-consumer groups reset -b HOST:PORT GROUP --to PLACE [--topic TOPIC] [--execute]",
        description = {
            "",
            "Resets the offsets of a group.",
            "Shows where each partition is, and where it would be; with --execute moves it, reads it back and shows what"
                    + " came of it. A group that has members is refused. What was committed before is written to an undo"
                    + " file first, which --to takes again. A place before the first record or beyond the end is moved to"
                    + " it, and that is shown.",
            ""
        })
final class ResetView extends View {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Parameters(paramLabel = "GROUP", arity = "0..*", description = "group to reset")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "PLACE|FILE",
            description = "move to PLACE: earliest, latest, OFFSET, +N or -N from where the group is, start+N, end-N, a"
                    + " time such as -1h or 2026-01-31T10:00; or to what a FILE holds: an undo file, or the CSV of Kafka's"
                    + " own --export")
    @Nullable
    String to;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC[:PARTITIONS]",
            description =
                    "reset this topic, or some of its partitions (orders:0,2-5); repeatable (default: all topics of"
                            + " the group)")
    List<String> topics = new ArrayList<>();

    @Option(names = "--execute", description = "move the group; without it nothing is changed")
    boolean execute;

    @Option(
            names = "--undo",
            paramLabel = "FILE",
            description = "write to FILE what was committed before; /dev/null for nowhere (default:"
                    + " undo-GROUP-TIME.jsonl)")
    @Nullable
    String undo;

    @Option(names = "--export", description = "print the new offsets as CSV for Kafka's own --from-file")
    boolean export;

    @Mixin
    final KafkaHabits habits = new KafkaHabits();

    private String name = "";
    private Target target = new Target.Shift(0);
    private TopicScope scope = TopicScope.of("--topic", List.of());
    private long now;

    @Override
    List<String> names() {
        return names;
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .and(KafkaHabits.rules())
                .always("--to", "--topic", "--execute", "--export")
                .needs("--undo", "--execute")
                .excludes("--execute", "--dry-run")
                .excludes("--all-topics", "--topic")
                .excludes("--export", "--json");
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("groups", "GROUP")
                .looksUp("topics", "--topic")
                .values("--to", "earliest", "latest", "current")
                .statuses(
                        ExitStatus.OK,
                        ExitStatus.FAILED,
                        ExitStatus.USAGE,
                        ExitStatus.PARTIAL,
                        ExitStatus.UNREACHABLE,
                        ExitStatus.UNAUTHORISED,
                        ExitStatus.NOT_FOUND,
                        ExitStatus.INPUT_OUTPUT,
                        ExitStatus.TLS)
                .status(ExitStatus.OK, "all partitions were moved and read back, or could be")
                .status(ExitStatus.FAILED, "the group has members, or no partition could be moved")
                .status(ExitStatus.PARTIAL, "some partitions could not be moved")
                .status(ExitStatus.NOT_FOUND, "the group, topic or partition does not exist")
                .status(ExitStatus.INPUT_OUTPUT, "the undo file or standard output could not be written")
                .essentials("--to", "--topic", "--execute", "--undo", "-b", "--json", "-F", "--profile", "--help")
                .example("kafka-consumer groups reset -b localhost:9093 billing --to earliest")
                .example("kafka-consumer groups reset -b localhost:9093 billing --to -1h -t orders:0,2 --execute")
                .example(
                        "kafka-consumer groups reset -b localhost:9093 billing --to undo-billing-20260131T100000Z.jsonl --execute",
                        "takes a reset back");
    }

    @Override
    void check() {
        Set<String> groups = new TreeSet<>(names);
        Optional.ofNullable(habits.group).ifPresent(groups::add);
        if (groups.size() != 1) {
            throw Failure.usage(
                    groups.isEmpty() ? "no GROUP" : "reset one group at a time: " + String.join(", ", groups));
        }
        name = groups.iterator().next();
        now = System.currentTimeMillis();
        List<String> targets = habits.targets(now);
        Optional.ofNullable(to).ifPresent(targets::add);
        if (targets.size() != 1) {
            throw Failure.usage(targets.isEmpty() ? "no --to: where is the group to be put?" : "more than one --to");
        }
        target = new TargetWords(now).target(targets.get(0));
        scope = TopicScope.of("--topic", topics);
    }

    @Override
    ExitStatus answer(Admin admin, Console console) throws ExecutionException, InterruptedException, IOException {
        GroupQuestions questions = new GroupQuestions(admin);
        Group group = group(questions, console);
        List<Move> moves = moves(questions, group);
        if (!group.members().isEmpty() || !execute) {
            show(moves, console);
            return dry(group, moves, console);
        }
        if (moves.stream().anyMatch(move -> move.outcome() == Outcome.PLANNED)) {
            Path file =
                    undo == null ? OffsetsFile.nameFor(name, STAMP.format(Instant.ofEpochMilli(now))) : Path.of(undo);
            OffsetsFile.write(
                    file,
                    moves.stream()
                            .filter(move -> move.outcome() == Outcome.PLANNED)
                            .map(Move::before)
                            .toList());
            say(console, "what was committed before is in " + file);
            moves = new GroupChanges(admin, bootstrap()).made(group, moves);
        }
        show(moves, console);
        return done(moves, console);
    }

    private void say(Console console, String sentence) {
        if (!connection.quiet()) {
            console.say(sentence);
        }
    }

    private ExitStatus dry(Group group, List<Move> moves, Console console) {
        if (!group.members().isEmpty()) {
            throw new Failure(
                    ExitStatus.FAILED,
                    "nothing was changed: group '" + name + "' has " + group.membersInWords() + "; stop "
                            + (group.members().size() == 1 ? "it" : "them") + " first");
        }
        long planned = count(moves, Outcome.PLANNED);
        say(console, "nothing was changed" + (planned == 0 ? "" : "; --execute moves " + partitions(planned)));
        return status(moves);
    }

    private ExitStatus done(List<Move> moves, Console console) {
        long missed = moves.stream().filter(Move::missed).count();
        say(
                console,
                "moved " + partitions(count(moves, Outcome.RESET)) + " of group '" + name + "', and read back"
                        + (missed == 0 ? "" : "; not moved: " + partitions(missed)));
        return status(moves);
    }

    private static String partitions(long number) {
        return Figures.count(number, "partition");
    }

    private static long count(List<Move> moves, Outcome outcome) {
        return moves.stream().filter(move -> move.outcome() == outcome).count();
    }

    private static ExitStatus status(List<Move> moves) {
        if (moves.stream().noneMatch(Move::missed)) {
            return ExitStatus.OK;
        }
        return moves.stream().allMatch(Move::missed) ? ExitStatus.FAILED : ExitStatus.PARTIAL;
    }

    /**
     * The group as it is now, which need not exist where topics are named.
     *
     * @throws Failure if there is none, or it is of a kind whose offsets are not its own to reset
     */
    private Group group(GroupQuestions questions, Console console) throws ExecutionException, InterruptedException {
        Map<String, GroupListing> listed = questions.listed();
        GroupListing found = listed.get(name);
        if (found == null) {
            if (scope.everything() && !(target instanceof Target.Back)) {
                throw new Failure(
                        ExitStatus.NOT_FOUND,
                        "group '" + name + "' does not exist" + Nearest.suggestion(name, listed.keySet()));
            }
            say(console, "group '" + name + "' does not exist yet; a reset makes it");
            return Group.unknown(name, GroupType.CLASSIC);
        }
        Group group = questions.described(List.of(found)).get(0);
        if (group.type() == GroupType.STREAMS) {
            throw new Failure(
                    ExitStatus.FAILED,
                    "group '" + name + "' is a Kafka Streams application, which has more to reset than offsets:"
                            + " kafka-streams-application-reset.sh does it");
        }
        if (!group.shares() && !group.protocol().isEmpty() && !group.protocol().equals("consumer")) {
            throw new Failure(
                    ExitStatus.FAILED, "group '" + name + "' commits no offsets: its protocol is " + group.protocol());
        }
        return group;
    }

    private List<Move> moves(GroupQuestions questions, Group group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Kept> known = questions.kept(List.of(group)).getOrDefault(name, List.of()).stream()
                .collect(Collectors.toMap(Kept::partition, kept -> kept));
        if (target instanceof Target.Back back) {
            target = new Target.Back(own(back.offsets()));
        }
        Map<String, TopicDescription> described = questions.topics(topicNames(known.keySet()));
        List<TopicPartition> partitions = partitions(described);
        Map<TopicPartition, Long> firsts = questions.offsets(existing(partitions, described), OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = questions.offsets(existing(partitions, described), OffsetSpec.latest());
        Map<String, Uuid> ids = GroupQuestions.ids(described);
        List<Place> places = new ArrayList<>();
        List<Kept> before = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Kept kept = known.getOrDefault(
                    partition,
                    new Kept(
                            name,
                            partition,
                            Optional.ofNullable(ids.get(partition.topic())),
                            OptionalLong.empty(),
                            Optional.empty(),
                            ""));
            before.add(kept);
            places.add(new Place(
                    partition,
                    kept.offset(),
                    known(firsts.get(partition)),
                    known(ends.get(partition)),
                    OptionalLong.empty()));
        }
        return new ResetPlan(target, times(questions, partitions)).moves(places, before);
    }

    private static OptionalLong known(@Nullable Long offset) {
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Those of the group's own offsets that are wanted. */
    private List<Kept> own(List<Kept> offsets) {
        List<Kept> own = offsets.stream()
                .filter(kept -> kept.group().isEmpty() || kept.group().equals(name))
                .toList();
        if (own.isEmpty()) {
            throw Failure.usage("the file holds offsets of "
                    + offsets.stream().map(Kept::group).distinct().limit(5).collect(Collectors.joining(", "))
                    + ", and none of group '" + name + "'");
        }
        return own.stream().filter(kept -> scope.has(kept.partition())).toList();
    }

    private Collection<String> topicNames(Set<TopicPartition> committed) {
        if (target instanceof Target.Back back) {
            return back.offsets().stream()
                    .map(kept -> kept.partition().topic())
                    .distinct()
                    .toList();
        }
        if (!scope.everything()) {
            return scope.topics().keySet();
        }
        if (committed.isEmpty()) {
            throw new Failure(
                    ExitStatus.NOT_FOUND, "group '" + name + "' has committed nothing: name its topics with --topic");
        }
        return committed.stream().map(TopicPartition::topic).distinct().toList();
    }

    private List<TopicPartition> partitions(Map<String, TopicDescription> described) {
        if (target instanceof Target.Back back) {
            return back.offsets().stream()
                    .map(Kept::partition)
                    .sorted(Place.ORDER)
                    .toList();
        }
        scope.topics().keySet().stream()
                .filter(topic -> !described.containsKey(topic))
                .findFirst()
                .ifPresent(topic -> {
                    throw new Failure(ExitStatus.NOT_FOUND, "topic '" + topic + "' does not exist");
                });
        return described.values().stream()
                .flatMap(topic -> scope.chosen(topic.name(), all(topic)).stream())
                .toList();
    }

    private static List<TopicPartition> all(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static List<TopicPartition> existing(
            List<TopicPartition> partitions, Map<String, TopicDescription> described) {
        return partitions.stream()
                .filter(partition -> {
                    TopicDescription topic = described.get(partition.topic());
                    return topic != null
                            && partition.partition() < topic.partitions().size();
                })
                .toList();
    }

    private Map<TopicPartition, Long> times(GroupQuestions questions, List<TopicPartition> partitions)
            throws InterruptedException {
        if (target instanceof Target.To place && place.point() instanceof Point.Time time) {
            Map<TopicPartition, Long> found =
                    new HashMap<>(questions.offsets(partitions, OffsetSpec.forTimestamp(time.millis())));
            found.values().removeIf(offset -> offset < 0);
            return found;
        }
        return Map.of();
    }

    private void show(List<Move> moves, Console console) throws IOException {
        if (export) {
            Bytes out = new Bytes();
            moves.forEach(move -> move.after().offset().ifPresent(offset -> out.add(
                            OffsetsFile.csv(move.after().partition(), offset))
                    .add("\n")));
            out.writeTo(console.out());
            return;
        }
        Rows rows = new Rows(
                new Column("group", 4),
                new Column("topic", 0),
                new Column("partition", 0),
                new Column("from", 0),
                new Column("to", 0),
                new Column("outcome", 0),
                new Column("note", 1));
        for (Move move : moves) {
            rows.row(
                    name,
                    move.before().partition().topic(),
                    move.before().partition().partition(),
                    number(move.before().offset()),
                    number(move.after().offset()),
                    move.outcome().word(),
                    move.note().isEmpty() ? null : move.note());
        }
        show(rows, console);
    }

    private static @Nullable Long number(OptionalLong offset) {
        return offset.isPresent() ? offset.getAsLong() : null;
    }
}
