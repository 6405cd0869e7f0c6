package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.Reachability;
import org.kafkamqtt.kafka.options.ConnectionOptions;
import org.kafkamqtt.kafka.options.KafkaCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One question to the cluster, answered by a table. */
public abstract class View extends KafkaCommand {
    /** Each by the word that names it as the first one of a command line. */
    public static final Map<String, Supplier<ToolCommand>> ALL = all();

    @Option(names = "--json", description = "print one JSON object per line")
    boolean json;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    View() {}

    private static Map<String, Supplier<ToolCommand>> all() {
        Map<String, Supplier<ToolCommand>> all = new LinkedHashMap<>();
        all.put("groups", GroupsView::new);
        all.put("lag", LagView::new);
        all.put("offsets", OffsetsView::new);
        return Collections.unmodifiableMap(all);
    }

    /** What was typed after the options. */
    abstract List<String> names();

    /** Asks the cluster, and prints what it answers. */
    abstract ExitStatus answer(Admin admin, Console console)
            throws ExecutionException, InterruptedException, IOException;

    /** Prints a table. */
    final void show(Rows rows, Console console) throws IOException {
        form(rows, console.environment()).writeTo(console.out());
    }

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
            return answer(admin, console);
        } catch (ExecutionException e) {
            throw explain(e);
        }
    }

    private Bytes form(Rows rows, Map<String, String> environment) {
        if (json) {
            return rows.json();
        }
        return Terminal.isStandardOutput()
                ? rows.table(TerminalSize.ofStandardOutput(environment).width(), Terminal.colours(true, environment))
                : rows.fields();
    }

    /**
     * The names that were typed, or all that are known.
     *
     * @throws Failure status 6 with the nearest name if one is not known
     */
    List<String> chosen(String kind, Set<String> known) {
        for (String name : names()) {
            if (!known.contains(name)) {
                throw new Failure(
                        ExitStatus.NOT_FOUND,
                        kind + " '" + name + "' does not exist" + Nearest.suggestion(name, known));
            }
        }
        return names().isEmpty()
                ? known.stream().sorted().toList()
                : names().stream().distinct().toList();
    }

    /** What all views have in common. */
    @Override
    public Guide guide() {
        return Guide.of()
                .statuses(
                        ExitStatus.OK,
                        ExitStatus.FAILED,
                        ExitStatus.USAGE,
                        ExitStatus.UNREACHABLE,
                        ExitStatus.UNAUTHORISED,
                        ExitStatus.NOT_FOUND,
                        ExitStatus.INPUT_OUTPUT,
                        ExitStatus.TLS)
                .status(ExitStatus.INPUT_OUTPUT, "standard output could not be written")
                .essentials("-b", "--json", "--at", "-F", "--profile", "--tls", "--username", "-v", "--help")
                .page("docs/kafka-consumer.md");
    }

    @Override
    public OptionRules rules() {
        return ConnectionOptions.rules().always("--json");
    }
}
