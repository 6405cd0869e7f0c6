package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.group.Group;
import org.kafkamqtt.consumer.group.GroupLag;
import org.kafkamqtt.consumer.group.GroupQuestions;
import org.kafkamqtt.consumer.group.GroupSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All about groups. */
@Command(
        name = "kafka-consumer groups describe",
        sortOptions = false,
        customSynopsis = "kafka-consumer groups describe -b HOST:PORT [--json] [GROUP...]",
        description = {
            "",
            "Describes groups: state, members, offsets.",
            "On a terminal there are three tables for each group: the group with its coordinator; its members with the"
                    + " partitions that each is assigned; the offsets of all partitions of its topics. Elsewhere there is a"
                    + " line for each partition, with tabs between: group, state, type, protocol, coordinator, topic,"
                    + " partition, first, committed, end, lag, client. An unknown value is a dash (null in JSON).",
            ""
        })
final class DescribeView extends View {
    @Parameters(paramLabel = "GROUP", arity = "0..*", description = "groups to describe (default: all)")
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
                .example("kafka-consumer groups describe -b localhost:9093 billing")
                .example("kafka-consumer groups describe -b localhost:9093 --json billing | jq .members");
    }

    @Override
    ExitStatus answer(Admin admin, Console console) throws ExecutionException, InterruptedException, IOException {
        Map<String, String> environment = console.environment();
        boolean people = !json && Terminal.isStandardOutput();
        int width = people ? TerminalSize.ofStandardOutput(environment).width() : 0;
        Bytes out = new Bytes();
        for (GroupLag lag : lags(new GroupQuestions(admin))) {
            GroupSheet sheet = new GroupSheet(lag);
            if (json) {
                sheet.addJson(out);
            } else if (people) {
                out.add(out.size() == 0 ? "" : "\n");
                sheet.lines(width, Terminal.colours(true, environment))
                        .forEach(line -> out.add(line).add("\n"));
            } else {
                sheet.addFields(out);
            }
        }
        out.writeTo(console.out());
        return ExitStatus.OK;
    }

    private List<GroupLag> lags(GroupQuestions questions) throws ExecutionException, InterruptedException {
        Map<String, GroupListing> listed = questions.listed();
        List<Group> groups = questions.described(chosen("group", listed.keySet()).stream()
                .flatMap(name -> Stream.ofNullable(listed.get(name)))
                .toList());
        return questions.lags(groups);
    }
}
