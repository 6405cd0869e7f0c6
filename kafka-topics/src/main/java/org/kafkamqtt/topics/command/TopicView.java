package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.FirstFew;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.FirstContact;
import org.kafkamqtt.kafka.options.ConnectionOptions;
import org.kafkamqtt.kafka.options.KafkaCommand;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.cluster.KafkaCluster;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;
import org.kafkamqtt.topics.show.Form;
import org.kafkamqtt.topics.show.Page;
import org.kafkamqtt.topics.show.Results;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands about topics share: the connection, the form of the output, how results end in a status. */
public abstract class TopicView extends KafkaCommand {
    /** Each by the word that names it as the first one of a command line. */
    static final Map<String, Supplier<ToolCommand>> ALL = all();

    @Option(names = "--json", description = "print one JSON object per line")
    boolean json;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    TopicView() {}

    private static Map<String, Supplier<ToolCommand>> all() {
        Map<String, Supplier<ToolCommand>> all = new LinkedHashMap<>();
        all.put("list", ListView::new);
        all.put("describe", DescribeView::new);
        all.put("create", CreateView::new);
        all.put("alter", AlterView::new);
        all.put("delete", DeleteView::new);
        all.put("trim", TrimView::new);
        all.put("brokers", BrokersView::new);
        return Collections.unmodifiableMap(all);
    }

    /** Checks what was typed, before anybody is asked. */
    void check() {}

    /** How long an answer of the cluster may take at least. */
    Duration answer() {
        return Duration.ofSeconds(1);
    }

    /** Does what was typed. */
    abstract ExitStatus work(Cluster cluster, Console console) throws IOException;

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
    protected final ExitStatus run(KafkaSettings settings, Console console) throws IOException {
        Interruption interruption = new Interruption(console.stop());
        try (Cluster cluster = connected(settings, console)) {
            return work(cluster, console);
        } finally {
            interruption.end();
        }
    }

    private Cluster connected(KafkaSettings settings, Console console) {
        Duration wait = settings.connectTimeout().compareTo(answer()) < 0 ? answer() : settings.connectTimeout();
        String limit = Long.toString(wait.toMillis());
        KafkaSettings complete = settings.withDefault("default.api.timeout.ms", limit)
                .withDefault("request.timeout.ms", limit)
                .withDefault("client.id", "kafka-topics")
                // It would be gone before it had anything to push.
                .withDefault("enable.metrics.push", "false");
        Admin admin = FirstContact.clientFor(
                complete, console.stop(), () -> Admin.create(complete.properties()), made -> made.close(Duration.ZERO));
        return new KafkaCluster(admin, settings.bootstrap());
    }

    /** Of output that no terminal shows. */
    Form plain() {
        return Form.FIELDS;
    }

    final Page page(Console console) {
        boolean terminal = Terminal.isStandardOutput();
        Form form = json ? Form.JSON : terminal ? Form.TABLE : plain();
        return terminal
                ? new Page(
                        form,
                        TerminalSize.ofStandardOutput(console.environment()).width(),
                        Terminal.colours(true, console.environment()))
                : new Page(form, Integer.MAX_VALUE, false);
    }

    final ConsoleDesk desk(Console console) {
        return new ConsoleDesk(console, connection.quiet());
    }

    /** Prints what became of topics, first that, then why not. */
    final ExitStatus end(Report report, Console console) throws IOException {
        Results.of(report, page(console)).writeTo(console.out());
        return told(report, console);
    }

    /** The same for what was only looked at. */
    static ExitStatus end(Bytes out, Collection<String> shown, List<Result> failed, Console console)
            throws IOException {
        out.writeTo(console.out());
        List<Result> all = new ArrayList<>(failed);
        shown.forEach(name -> all.add(Result.done(name, "shown", "")));
        return told(new Report(all), console);
    }

    private static ExitStatus told(Report report, Console console) {
        FirstFew few = new FirstFew();
        report.results().stream()
                .map(Result::refusal)
                .flatMap(Optional::stream)
                .map(Refusal::why)
                .filter(why -> few.next())
                .forEach(console::say);
        few.rest("failed").ifPresent(console::say);
        return report.status();
    }

    /** {@code NAME=VALUE} of {@code --config}; the later one of two wins. */
    static SortedMap<String, String> settings(List<String> typed) {
        SortedMap<String, String> settings = new TreeMap<>();
        for (String setting : typed) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("--config '" + setting + "' is not NAME=VALUE, such as retention.ms=3600000");
            }
            settings.put(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
        return settings;
    }

    /** A number that was typed, from 1. */
    static OptionalInt count(String option, @Nullable Integer typed, int most) {
        if (typed == null) {
            return OptionalInt.empty();
        }
        if (typed < 1 || typed > most) {
            throw Failure.usage(option + " " + typed + " is not between 1 and " + most);
        }
        return OptionalInt.of(typed);
    }

    static void named(List<String> names) {
        if (names.isEmpty()) {
            throw Failure.usage("no topic: name one or more");
        }
    }

    /** What all have in common. */
    @Override
    public Guide guide() {
        return Guide.of()
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
                .status(ExitStatus.OK, "success: all of it was done")
                .status(ExitStatus.PARTIAL, "some topics failed, the others were handled")
                .status(ExitStatus.NOT_FOUND, "a topic does not exist, or no topic matches")
                .status(ExitStatus.INPUT_OUTPUT, "standard output could not be written")
                .page("docs/kafka-topics.md");
    }

    @Override
    public OptionRules rules() {
        return ConnectionOptions.rules().always("--json");
    }
}
