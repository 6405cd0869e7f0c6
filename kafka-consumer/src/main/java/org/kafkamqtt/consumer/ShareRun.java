package org.kafkamqtt.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.read.Ending;
import org.kafkamqtt.consumer.read.Overtime;
import org.kafkamqtt.consumer.read.ShareLoop;
import org.kafkamqtt.consumer.read.TopicGuard;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.topic.TopicWatch;

/** One run of the tool as a member of a share group, from checked options to the exit status. */
final class ShareRun {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final long MOST_AT_ONCE = 500;

    private final ConsumerOptions options;
    private final KafkaSettings settings;
    private final Console console;
    private final Tally tally = new Tally();

    ShareRun(ConsumerOptions options, KafkaSettings settings, Console console) {
        this.options = options;
        this.settings = settings;
        this.console = console;
    }

    ExitStatus run() throws IOException {
        AcknowledgeType ack = options.share.acknowledgement();
        List<String> topics = options.topics();
        Limits limits = options.select.limits();
        RecordFilter filter = options.filter();
        TopicWatch watch = new TopicWatch(settings);
        TopicGuard guard = new TopicGuard(
                watch,
                new MetadataTicks(),
                new TopicGuard.Scope(Optional.empty(), false, options.delivery.targets(), false));
        try (watch;
                Sink sink = new Sinks(options, settings, console, tally, Surroundings.none(), TopicFacts.NONE).make()) {
            mustExist(topics);
            ShareOptions.beginning(options.select).ifPresent(this::beginAt);
            try (Membership member = new Membership(consumer(limits))) {
                member.consumer().subscribe(topics);
                ShareLoop loop = new ShareLoop(
                        member.consumer(),
                        sink,
                        filter,
                        limits,
                        ack,
                        options.endurance.patience(settings.bootstrap()),
                        console,
                        guard);
                guard.begin(topics);
                Ending ending = loop.run();
                options.summarise(console, loop.counts(tally.counts().failed()), Optional.empty());
                return status(ending, loop.counts(0).sent(), !guard.gone().isEmpty());
            }
        }
    }

    /** A plain consumer says what is wrong with the connection or the topics; a share consumer would wait. */
    private void mustExist(List<String> topics) {
        try (Connection connection = Connection.open(settings, console, new MetadataTicks())) {
            Topics lookup = new Topics(connection.consumer(), settings);
            options.delivery.targets().forEach(lookup::count);
            lookup.partitions(topics, Optional.empty());
        }
    }

    private void beginAt(String reset) {
        int limit = (int) Math.max(1000, settings.connectTimeout().toMillis());
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, String.valueOf(options.select.group));
        AlterConfigOp set =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", reset), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(settings.as(ClientKind.ADMIN).properties())) {
            admin.incrementalAlterConfigs(Map.of(group, List.of(set)), new AlterConfigsOptions().timeoutMs(limit))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ShareConsumer<byte[], byte[]> consumer(Limits limits) {
        Map<String, Object> properties = settings.properties();
        // What a share consumer refuses to be told: these belong to the other groups.
        List.of(
                        "auto.offset.reset",
                        "enable.auto.commit",
                        "group.instance.id",
                        "isolation.level",
                        "partition.assignment.strategy",
                        "session.timeout.ms",
                        "heartbeat.interval.ms",
                        "group.protocol",
                        "group.remote.assignor")
                .forEach(properties::remove);
        properties.put("share.acknowledgement.mode", "explicit");
        properties.put("max.poll.records", Long.toString(atOnce(limits)));
        if (atOnce(limits) < MOST_AT_ONCE) {
            // Whoever does not want many is not to keep others from them.
            properties.put("share.acquire.mode", "record_limit");
        }
        return new KafkaShareConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** How many records are taken from the group at once; each must be done with while its lock holds (30 s). */
    private long atOnce(Limits limits) {
        long most = Math.max(1, Math.min(MOST_AT_ONCE, limits.records()));
        return options.delivery
                .commands()
                .map(plan -> Math.min(most, (long) Math.max(1, plan.batch()) * plan.concurrency()))
                .orElse(most);
    }

    private ExitStatus status(Ending ending, long taken, boolean lost) {
        boolean bounded = options.select.count != Long.MAX_VALUE;
        if (ending == Ending.TIMED_OUT && options.select.timeout != null && bounded) {
            console.say(Overtime.clause(options.select.timeout, options.select.count, options.select.exitAtEnd, taken));
            return ExitStatus.TIMED_OUT;
        }
        if (lost) {
            return ExitStatus.NOT_FOUND;
        }
        return tally.counts().failed() > 0 ? ExitStatus.PARTIAL : ExitStatus.OK;
    }

    /** A membership that ends in limited time. */
    private record Membership(ShareConsumer<byte[], byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CLOSE);
        }
    }
}
