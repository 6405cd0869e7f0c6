package org.kafkamqtt.consumer.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupType;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.consumer.view.Rows.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Which groups there are. */
@Command(
        name = "kafka-consumer groups",
        sortOptions = false,
        customSynopsis = "kafka-consumer groups -b HOST:PORT [--json] [GROUP...]",
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
    Rows ask(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, GroupListing> groups = listed(admin);
        Rows table = new Rows(
                new Column("group", 0),
                new Column("state", 0),
                new Column("type", 3),
                new Column("protocol", 4),
                new Column("members", 2));
        for (String name : chosen("group", groups.keySet())) {
            GroupListing group = groups.get(name);
            if (group != null) {
                table.row(
                        name,
                        group.groupState().map(Object::toString).orElse(null),
                        group.type()
                                .map(type -> type.toString().toLowerCase(Locale.ROOT))
                                .orElse(null),
                        group.protocol(),
                        members(admin, group));
            }
        }
        return table;
    }

    static Map<String, GroupListing> listed(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listGroups().all().get().stream()
                .collect(Collectors.toMap(GroupListing::groupId, Function.identity(), (a, b) -> b, TreeMap::new));
    }

    /** How many members the group has; null if it has gone meanwhile or its type is not known here. */
    private static @Nullable Integer members(Admin admin, GroupListing group) throws InterruptedException {
        List<String> name = List.of(group.groupId());
        GroupType type = group.type().orElse(GroupType.UNKNOWN);
        try {
            return switch (type) {
                case SHARE ->
                    admin.describeShareGroups(name).all().get().values().stream()
                            .mapToInt(described -> described.members().size())
                            .sum();
                case STREAMS ->
                    admin.describeStreamsGroups(name).all().get().values().stream()
                            .mapToInt(described -> described.members().size())
                            .sum();
                case CONSUMER ->
                    admin.describeConsumerGroups(name).all().get().values().stream()
                            .mapToInt(described -> described.members().size())
                            .sum();
                case CLASSIC ->
                    admin.describeClassicGroups(name).all().get().values().stream()
                            .mapToInt(described -> described.members().size())
                            .sum();
                case UNKNOWN -> null;
            };
        } catch (ExecutionException e) {
            return null;
        }
    }
}
