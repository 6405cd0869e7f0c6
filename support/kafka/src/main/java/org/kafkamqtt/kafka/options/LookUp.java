package org.kafkamqtt.kafka.options;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A question of a shell about the cluster that a half typed command line names: only the options of the connection count. */
@Command(name = "completion")
final class LookUp implements ToolCommand {
    private static final String PATIENCE = "10000";

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public ExitStatus run(Console console) {
        return ExitStatus.OK;
    }

    /** Names of {@code topics} or {@code groups}; whoever asks does not wait for long. */
    static List<String> of(String kind, Console console, String... typed)
            throws ExecutionException, InterruptedException {
        LookUp asked = new LookUp();
        CommandLine line = Tool.commandLine(asked).setUnmatchedArgumentsAllowed(true);
        Tool.parsed(line, typed);
        KafkaSettings settings = asked.connection
                .settings(ClientKind.ADMIN, console)
                .withDefault("default.api.timeout.ms", PATIENCE)
                .withDefault("request.timeout.ms", PATIENCE)
                .withDefault("reconnect.backoff.ms", "20");
        try (Admin admin = Admin.create(settings.properties())) {
            return List.copyOf(names(admin, kind));
        }
    }

    private static Collection<String> names(Admin admin, String kind) throws ExecutionException, InterruptedException {
        return kind.equals("topics")
                ? admin.listTopics().names().get()
                : admin.listGroups().all().get().stream()
                        .map(GroupListing::groupId)
                        .toList();
    }
}
