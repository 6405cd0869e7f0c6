package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.consumer.group.Group;
import org.kafkamqtt.consumer.group.GroupQuestions;
import org.kafkamqtt.consumer.view.Rows.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Which groups there are. */
@Command(
        name = "kafka-consumer groups",
        sortOptions = false,
        customSynopsis = {"kafka-consumer groups -b HOST:PORT [--json] [GROUP...]", "kafka-consumer groups COMMAND ..."
        },
        description = {
            "",
            "Lists consumer groups.",
            "The columns are name, state, type (classic, consumer, share, streams), protocol and number of members:"
                    + " a table on a terminal, elsewhere with tabs between them.",
            ""
        })
final class GroupsView extends View {
    @Parameters(paramLabel = "GROUP", arity = "0..*", description = "groups to list (default: all)")
    List<String> names = new ArrayList<>();

    @Override
    List<String> names() {
        return names;
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("groups", "GROUP")
                .status(ExitStatus.NOT_FOUND, "the group does not exist")
                .example("kafka-consumer groups -b localhost:9093")
                .example("kafka-consumer groups -b localhost:9093 --json billing");
    }

    @Override
    public Map<String, Supplier<ToolCommand>> views() {
        Map<String, Supplier<ToolCommand>> views = new LinkedHashMap<>();
        views.put("describe", DescribeView::new);
        views.put("reset", ResetView::new);
        views.put("delete", DeleteView::new);
        return Collections.unmodifiableMap(views);
    }

    /** What {@code kafka-consumer-groups.sh} has options for. */
    @Override
    public String instead(String option) {
        return switch (option) {
            case "--list" -> "'kafka-consumer groups' alone";
            case "--describe" -> "'kafka-consumer groups describe'";
            case "--reset-offsets" -> "'kafka-consumer groups reset'";
            case "--delete", "--delete-offsets" -> "'kafka-consumer groups delete'";
            case "--group" -> "the name of the group alone";
            default -> super.instead(option);
        };
    }

    /** A command that does not come first is taken for a group. */
    private void late(Set<String> known) {
        names.stream()
                .filter(name -> views().containsKey(name) && !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Failure.usage("there is no group '" + name + "'; as a command it comes first: kafka-consumer"
                            + " groups " + name + " ...");
                });
    }

    @Override
    ExitStatus answer(Admin admin, Console console) throws ExecutionException, InterruptedException, IOException {
        show(rows(admin), console);
        return ExitStatus.OK;
    }

    private Rows rows(Admin admin) throws ExecutionException, InterruptedException {
        GroupQuestions questions = new GroupQuestions(admin);
        Map<String, GroupListing> groups = questions.listed();
        late(groups.keySet());
        List<GroupListing> chosen = chosen("group", groups.keySet()).stream()
                .flatMap(name -> Stream.ofNullable(groups.get(name)))
                .toList();
        Rows table = new Rows(
                new Column("group", 0),
                new Column("state", 0),
                new Column("type", 3),
                new Column("protocol", 4),
                new Column("members", 2));
        List<Group> described = questions.described(chosen);
        for (int i = 0; i < chosen.size(); i++) {
            GroupListing group = chosen.get(i);
            table.row(
                    group.groupId(),
                    group.groupState().map(Object::toString).orElse(null),
                    group.type()
                            .map(type -> type.toString().toLowerCase(Locale.ROOT))
                            .orElse(null),
                    group.protocol(),
                    described.get(i).state().isPresent()
                            ? described.get(i).members().size()
                            : null);
        }
        return table;
    }
}
