package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.consumer.group.Group;
import org.kafkamqtt.consumer.group.GroupChanges;
import org.kafkamqtt.consumer.group.GroupQuestions;
import org.kafkamqtt.consumer.group.Kept;
import org.kafkamqtt.consumer.group.Move;
import org.kafkamqtt.consumer.group.OffsetsFile;
import org.kafkamqtt.consumer.group.Place;
import org.kafkamqtt.consumer.group.TopicScope;
import org.kafkamqtt.consumer.view.Rows.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes groups, or what they have committed for a topic. */
@Command(
        name = "kafka-consumer groups delete",
        sortOptions = false,
        customSynopsis = "kafka-consumer groups delete -b HOST:PORT [--offsets TOPIC] [--yes] GROUP...",
        description = {
            "",
            "Deletes groups, or their offsets.",
            "GROUP is a name, or a pattern with * and ?. Shows the groups and asks; where nobody can be asked, --yes is"
                    + " required. A group that has members is not deleted, the others are.",
            ""
        })
final class DeleteView extends View {
    private static final int MOST_NAMED = 20;

    @Parameters(
            paramLabel = "GROUP",
            arity = "0..*",
            description = "groups to delete; names or patterns such as 'test-*'")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--offsets",
            paramLabel = "TOPIC[:PARTITIONS]",
            description = "delete only what is committed for this topic, or for some of its partitions (orders:0,2-5);"
                    + " repeatable")
    List<String> topics = new ArrayList<>();

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask; required where nobody can be asked")
    boolean yes;

    @Option(
            names = "--undo",
            paramLabel = "FILE",
            description = "write to FILE what was committed before, for groups reset --to FILE")
    @Nullable
    Path undo;

    private TopicScope scope = TopicScope.of("--offsets", List.of());

    @Override
    List<String> names() {
        return names;
    }

    @Override
    void check() {
        if (names.isEmpty()) {
            throw Failure.usage("no GROUP");
        }
        scope = TopicScope.of("--offsets", topics);
    }

    @Override
    public OptionRules rules() {
        return super.rules().always("--offsets", "--yes", "--undo");
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("groups", "GROUP")
                .looksUp("topics", "--offsets")
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
                .status(ExitStatus.OK, "all of it has gone")
                .status(ExitStatus.FAILED, "the answer was no, or nothing could be deleted")
                .status(ExitStatus.PARTIAL, "some could not be deleted, such as groups with members")
                .status(ExitStatus.NOT_FOUND, "no such group, so nothing was deleted")
                .status(ExitStatus.INPUT_OUTPUT, "the undo file or standard output could not be written")
                .essentials("-y", "--offsets", "--undo", "-b", "--json", "-F", "--profile", "-v", "--help")
                .example("kafka-consumer groups delete -b localhost:9093 billing")
                .example("kafka-consumer groups delete -b localhost:9093 --yes 'test-*'")
                .example("kafka-consumer groups delete -b localhost:9093 --offsets orders billing");
    }

    @Override
    ExitStatus answer(Admin admin, Console console) throws ExecutionException, InterruptedException, IOException {
        GroupQuestions questions = new GroupQuestions(admin);
        Map<String, GroupListing> listed = questions.listed();
        List<Group> groups = questions.described(
                matching(listed.keySet()).stream().map(listed::get).toList());
        List<Kept> before = undo == null && scope.everything() ? List.of() : before(questions, groups);
        if (!scope.everything() && before.isEmpty()) {
            throw new Failure(ExitStatus.NOT_FOUND, "nothing is committed there");
        }
        agree(groups, before, console);
        if (undo != null && !before.isEmpty()) {
            OffsetsFile.write(undo, before);
        }
        GroupChanges changes = new GroupChanges(admin, bootstrap());
        return scope.everything() ? deleted(changes, groups, console) : forgotten(changes, groups, before, console);
    }

    /** The groups that are meant; a name is itself even if it looks like a pattern. */
    private Set<String> matching(Set<String> known) {
        Set<String> found = new LinkedHashSet<>();
        for (String word : names) {
            Pattern pattern = pattern(word);
            List<String> matched = known.contains(word)
                    ? List.of(word)
                    : known.stream()
                            .filter(name -> pattern.matcher(name).matches())
                            .sorted()
                            .toList();
            if (matched.isEmpty()) {
                throw new Failure(
                        ExitStatus.NOT_FOUND,
                        word.contains("*") || word.contains("?")
                                ? "no group matches '" + word + "'; nothing was deleted"
                                : "group '" + word + "' does not exist" + Nearest.suggestion(word, known));
            }
            found.addAll(matched);
        }
        return found;
    }

    private static Pattern pattern(String word) {
        return Pattern.compile(
                word.chars()
                        .mapToObj(letter -> switch (letter) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(letter));
                        })
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    private List<Kept> before(GroupQuestions questions, List<Group> groups)
            throws ExecutionException, InterruptedException {
        List<Kept> all = new ArrayList<>();
        Map<String, List<Kept>> kept = questions.kept(groups);
        groups.forEach(group -> kept.getOrDefault(group.name(), List.of()).stream()
                .filter(each -> scope.has(each.partition()))
                .forEach(all::add));
        return all;
    }

    private void agree(List<Group> groups, List<Kept> before, Console console) {
        boolean several = groups.size() > 1 || !names.contains(groups.get(0).name());
        if (!yes || several && !connection.quiet()) {
            groups.stream().limit(MOST_NAMED).forEach(group -> console.err().println("  " + words(group)));
            if (groups.size() > MOST_NAMED) {
                console.err().println("  ... " + (groups.size() - MOST_NAMED) + " more");
            }
        }
        if (!yes) {
            String what = Figures.count(groups.size(), "group");
            new Consent(console)
                    .require(
                            scope.everything()
                                    ? "delete " + what
                                    : "delete " + Figures.count(before.size(), "offset") + " of " + what);
        }
    }

    private static String words(Group group) {
        return group.name() + " (" + group.typeWord()
                + group.state().map(state -> ", " + state).orElse("")
                + (group.members().isEmpty() ? "" : ", " + group.membersInWords()) + ")";
    }

    private ExitStatus deleted(GroupChanges changes, List<Group> groups, Console console)
            throws ExecutionException, InterruptedException, IOException {
        Map<String, String> refused = changes.deleted(groups);
        Rows rows = new Rows(new Column("group", 0), new Column("outcome", 0), new Column("note", 1));
        for (Group group : groups) {
            String why = refused.get(group.name());
            rows.row(
                    group.name(),
                    why == null ? "deleted" : "failed",
                    why != null && !group.members().isEmpty() ? "it has " + group.membersInWords() : why);
        }
        show(rows, console);
        return status(refused.size(), groups.size());
    }

    private ExitStatus forgotten(GroupChanges changes, List<Group> groups, List<Kept> before, Console console)
            throws ExecutionException, InterruptedException, IOException {
        Rows rows = new Rows(
                new Column("group", 0),
                new Column("topic", 0),
                new Column("partition", 0),
                new Column("from", 2),
                new Column("to", 3),
                new Column("outcome", 0),
                new Column("note", 1));
        int failed = 0;
        for (Group group : groups) {
            List<Move> moves = before.stream()
                    .filter(kept -> kept.group().equals(group.name()))
                    .sorted((one, other) -> Place.ORDER.compare(one.partition(), other.partition()))
                    .map(Move::forgetting)
                    .toList();
            for (Move move : changes.made(group, moves)) {
                failed += move.missed() ? 1 : 0;
                rows.row(
                        group.name(),
                        move.before().partition().topic(),
                        move.before().partition().partition(),
                        known(move.before().offset()),
                        null,
                        move.missed() ? "failed" : "deleted",
                        Optional.of(move.note()).filter(note -> !note.isEmpty()).orElse(null));
            }
        }
        show(rows, console);
        return status(failed, before.size());
    }

    private static @Nullable Long known(OptionalLong offset) {
        return offset.isPresent() ? offset.getAsLong() : null;
    }

    private static ExitStatus status(int failed, int all) {
        if (failed == 0) {
            return ExitStatus.OK;
        }
        return failed == all ? ExitStatus.FAILED : ExitStatus.PARTIAL;
    }
}
