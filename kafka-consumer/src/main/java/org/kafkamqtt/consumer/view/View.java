package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.Reachability;
import org.kafkamqtt.kafka.options.ConnectionOptions;
import org.kafkamqtt.kafka.options.KafkaCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One question to the cluster, answered by a table. */
public abstract class View extends KafkaCommand {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "which ones; all if none is given")
    List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "one JSON object a line")
    boolean json;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    View() {}

    /** The view that the first word of a command line names, if it names one. */
    public static Optional<ToolCommand> named(String word) {
        return switch (word) {
            case "groups" -> Optional.of(new GroupsView());
            case "lag" -> Optional.of(new LagView());
            case "offsets" -> Optional.of(new OffsetsView());
            default -> Optional.empty();
        };
    }

    /** Asks the cluster. */
    abstract Table ask(Admin admin) throws ExecutionException, InterruptedException;

    /** Checks what was typed, before anybody is asked. */
    void check() {}

    @Override
    protected final ConnectionOptions connection() {
        return connection;
    }

    @Override
    protected final KafkaSettings settings(Console console) {
        check();
        return connection.settings(ClientKind.ADMIN, console);
    }

    @Override
    protected final ExitStatus run(KafkaSettings settings, Console console) throws IOException, InterruptedException {
        Reachability.check(settings, console.stop());
        String patience = Long.toString(Math.max(1000, settings.connectTimeout().toMillis()));
        try (Admin admin = Admin.create(settings.withDefault("default.api.timeout.ms", patience)
                .withDefault("request.timeout.ms", patience)
                .properties())) {
            Table table = ask(admin);
            table.rows(json, Terminal.isStandardOutput()).writeTo(console.out());
            return ExitStatus.OK;
        } catch (ExecutionException e) {
            throw explain(e);
        }
    }

    /**
     * The names that were typed, or all that are known.
     *
     * @throws Failure status 6 with the nearest name if one is not known
     */
    List<String> chosen(String kind, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new Failure(
                        ExitStatus.NOT_FOUND,
                        kind + " '" + name + "' does not exist" + Nearest.suggestion(name, known));
            }
        }
        return names.isEmpty()
                ? known.stream().sorted().toList()
                : names.stream().distinct().toList();
    }

    @Override
    public OptionRules rules() {
        return ConnectionOptions.rules().always("--json");
    }
}
