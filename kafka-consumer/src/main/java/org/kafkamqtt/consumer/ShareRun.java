package org.kafkamqtt.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.read.Ending;
import org.kafkamqtt.consumer.read.ShareLoop;
import org.kafkamqtt.consumer.read.TopicGuard;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.consumer.settings.ConsumerSettings;
import org.kafkamqtt.consumer.settings.Membership;
import org.kafkamqtt.consumer.settings.Opening;
import org.kafkamqtt.consumer.settings.PartitionChoice;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.watch.ReadVitals;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.topic.TopicWatch;

/** One run of the tool as a member of a share group, from its settings to the exit status. The reading thread owns it. */
final class ShareRun {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final long MOST_AT_ONCE = 500;

    private final ConsumerSettings settings;
    private final Membership.Shared group;
    private final KafkaSettings client;
    private final Console console;
    private final Clients clients;
    private final Tally tally = new Tally();
    private final Monitor monitor;

    ShareRun(ConsumerSettings settings, Membership.Shared group, Console console, Monitor monitor, Clients clients) {
        this.settings = settings;
        this.group = group;
        this.client = settings.client();
        this.console = console;
        this.monitor = monitor;
        this.clients = clients;
    }

    ExitStatus run() throws IOException {
        settings.destination().check();
        List<String> topics = settings.selection().topics().named();
        TopicGuard.Scope scope = new TopicGuard.Scope(
                Optional.empty(), false, settings.destination().targets(), false);
        try (TopicWatch watch = new TopicWatch(client)) {
            TopicGuard guard = new TopicGuard(watch, new MetadataTicks(), scope);
            mustExist(topics);
            group.beginning().ifPresent(this::beginAt);
            try (Member member = new Member(consumer())) {
                return read(member, guard, topics);
            }
        }
    }

    private ExitStatus read(Member member, TopicGuard guard, List<String> topics) throws IOException {
        Opening opening = new Opening(client, settings.member(), Surroundings.none(), TopicFacts.NONE, console, tally);
        // The group is left before the sink is closed, which may take a while.
        try (Sink sink = settings.destination().open(opening);
                member) {
            member.consumer().subscribe(topics);
            ShareLoop loop = new ShareLoop(
                    member.consumer(),
                    sink,
                    settings.selection().filter(),
                    settings.reading(),
                    group.acknowledgement(),
                    console,
                    guard,
                    counted(member));
            guard.begin(topics);
            Ending ending = loop.run();
            settings.reports().summarise(console, loop.counts(tally.counts().failed()), Optional.empty());
            return status(ending, loop, !guard.gone().isEmpty());
        }
    }

    private Consumer<Tally.Counts> counted(Member member) {
        if (settings.reports().metrics().isEmpty()) {
            return counts -> {};
        }
        ReadVitals vitals = new ReadVitals(
                client.bootstrap(),
                () -> BrokerLinks.of(member.consumer().metrics()),
                () -> tally.counts().failed(),
                System::nanoTime);
        monitor.show(vitals);
        return vitals::counted;
    }

    /** A plain consumer reports what is wrong with the connection or the topics; a share consumer would wait. */
    private void mustExist(List<String> topics) {
        try (Connection connection = clients.connect(client, settings.road(), console, new MetadataTicks())) {
            Topics lookup = new Topics(connection.feed(), client);
            settings.destination().targets().forEach(lookup::count);
            lookup.partitions(topics, new PartitionChoice.All());
        }
    }

    private void beginAt(String reset) {
        int limit = (int) Math.max(1000, client.connectTimeout().toMillis());
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group.name());
        AlterConfigOp set =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", reset), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(client.as(ClientKind.ADMIN).properties())) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set)), new AlterConfigsOptions().timeoutMs(limit))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw KafkaFailure.explain(e, client.bootstrap());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Takes as many records at once as can be handled while their lock holds (30 s). */
    private ShareConsumer<byte[], byte[]> consumer() {
        long most =
                Math.max(1, Math.min(MOST_AT_ONCE, settings.reading().limits().records()));
        long atOnce = settings.destination().atOnce(most);
        // A member that wants only a few must not keep the rest from the others.
        return clients.sharing(client, atOnce, atOnce < MOST_AT_ONCE);
    }

    private ExitStatus status(Ending ending, ShareLoop loop, boolean lost) {
        Optional<String> missed = settings.missed(ending, loop.counts(0).sent());
        missed.ifPresent(console::say);
        if (missed.isPresent()) {
            return ExitStatus.TIMED_OUT;
        }
        if (loop.repeats() > 0) {
            return ExitStatus.FAILED;
        }
        if (lost) {
            return ExitStatus.NOT_FOUND;
        }
        return tally.counts().failed() > 0 ? ExitStatus.PARTIAL : ExitStatus.OK;
    }

    /** A membership that ends in limited time. */
    private record Member(ShareConsumer<byte[], byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CLOSE);
        }
    }
}
