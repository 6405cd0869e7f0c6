package org.kafkamqtt.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.dedupe.Dedupe;
import org.kafkamqtt.consumer.files.StretchReader;
import org.kafkamqtt.consumer.format.PartitionEnds;
import org.kafkamqtt.consumer.format.PlacementCheck;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.read.Ending;
import org.kafkamqtt.consumer.read.Overtime;
import org.kafkamqtt.consumer.read.ReadLoop;
import org.kafkamqtt.consumer.read.ReadSettings;
import org.kafkamqtt.consumer.read.Starts;
import org.kafkamqtt.consumer.read.TopicGuard;
import org.kafkamqtt.consumer.read.Watcher;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.select.PartitionList;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.watch.RebalanceLog;
import org.kafkamqtt.consumer.watch.StatsWatch;
import org.kafkamqtt.consumer.watch.Watchers;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.topic.TopicWatch;

/** One run of the tool, from checked options to the exit status. */
final class Run {
    private static final long RELEASE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final ConsumerOptions options;
    private final KafkaSettings settings;
    private final Console console;
    private final boolean grouped;
    private final Tally tally = new Tally();

    Run(ConsumerOptions options, KafkaSettings settings, Console console) {
        this.options = options;
        this.settings = settings;
        this.console = console;
        this.grouped = options.select.group != null;
    }

    /** Reads; where a member that died holds our name in the group, waits until the broker gives it up. */
    ExitStatus run() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + RELEASE_NANOS;
        boolean told = false;
        while (true) {
            try {
                return attempt();
            } catch (UnreleasedInstanceIdException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                if (!told && !options.connection.quiet()) {
                    console.say("waiting for the group to give up the member that has our --static name");
                }
                told = true;
                if (console.stop().await(1, TimeUnit.SECONDS)) {
                    return ExitStatus.OK;
                }
            }
        }
    }

    private ExitStatus attempt() throws IOException {
        List<String> topics = options.topics();
        OffsetPlan plan = options.select.plan(System.currentTimeMillis());
        ReadSettings reading = new ReadSettings(
                options.select.limits(),
                grouped,
                options.delivery.commitPolicy(),
                options.endurance.patience(settings.bootstrap()),
                Duration.ofMillis(
                        Long.parseLong(settings.value("max.poll.interval.ms").orElse("300000"))));
        Optional<SortedSet<Integer>> parts = chosen();
        Optional<Dedupe> dedupe = options.duplicates.dedupe(options.delivery.files(options.output.extension()));
        Optional<PlacementCheck> placement = options.balancing
                .verifier()
                .map(balancer -> new PlacementCheck(balancer, String.valueOf(options.balancing.verify)));
        Surroundings around = new Surroundings(placement.orElse(null), new PartitionEnds());
        MetadataTicks ticks = new MetadataTicks();
        TopicWatch watch = new TopicWatch(settings);
        TopicGuard guard = new TopicGuard(watch, ticks, scope(parts));
        Sink chosen = new Sinks(options, settings, console, tally, around, guard).make();
        if (options.delivery.out != null) {
            watch.add(topics);
            watch.prepare();
        }
        try (watch;
                Sink sink = dedupe.map(each -> each.around(chosen)).orElse(chosen);
                Connection connection = Connection.open(settings, console, ticks)) {
            Consumer<byte[], byte[]> consumer = connection.consumer();
            around.ends().of(grouped || chosen.converses() ? this::bystander : () -> consumer);
            for (String target : options.delivery.targets()) {
                Topics written = new Topics(consumer, settings);
                written.count(target);
                written.awaitLeaders(target);
            }
            topics = new Topics(consumer, settings).named(topics, options.select.included());
            List<TopicPartition> partitions = partitions(consumer, topics, parts);
            Starts starts = new Starts(consumer, plan, grouped, options.select.exitAtEnd);
            if (options.select.tail > 0) {
                StretchReader reader = new StretchReader(consumer, reading, options.filter(), console.stop());
                starts.exactly(reader.lastOf(partitions, options.select.tail));
            }
            List<Watcher> watchers = new ArrayList<>(options.progress.watchers(
                    console, options.select.count, starts, options.connection.quiet(), recordsOut()));
            StatsWatch stats = new StatsWatch();
            if (options.progress.stats) {
                watchers.add(stats);
            }
            watchers.add(new RebalanceLog(console, grouped, options.verbosity() > 0));
            if (placement.isPresent()) {
                placement.get().knows(counted(consumer, topics));
            }
            RecordFilter filter = placement
                    .<RecordFilter>map(check -> check.before(options.filter()))
                    .orElseGet(options::filter);
            RecordFilter once = dedupe.<RecordFilter>map(filter::and).orElse(filter);
            ReadLoop loop =
                    new ReadLoop(consumer, sink, starts, once, reading, console.stop(), new Watchers(watchers), guard);
            guard.begin(topics);
            begin(consumer, loop, topics, partitions);
            ExitStatus status = status(loop.run(), loop, !guard.gone().isEmpty());
            if (options.progress.stats) {
                stats.rows(Terminal.isStandardError()).writeTo(console.err());
            }
            options.summarise(console, loop.counts(tally.counts().failed()), dedupe.map(Dedupe::dropped));
            placement.ifPresent(check -> console.say(check.verdict()));
            return placement.filter(check -> check.misplaced() > 0).isPresent() ? ExitStatus.PARTIAL : status;
        }
    }

    /** A client beside the group for questions of formats, which are asked on the thread of the sink. It ends with the process. */
    private Consumer<byte[], byte[]> bystander() {
        Map<String, Object> properties = settings.properties();
        List.of("group.id", "group.instance.id", "group.protocol", "group.remote.assignor")
                .forEach(properties::remove);
        properties.put("client.id", "kafka-consumer-ends");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopicGuard.Scope scope(Optional<SortedSet<Integer>> parts) {
        boolean all = parts.isEmpty() && options.balancing.key == null;
        return new TopicGuard.Scope(
                parts,
                all && !options.select.exitAtEnd && options.select.tail == 0,
                options.delivery.targets(),
                options.delivery.out != null);
    }

    private boolean recordsOut() {
        return options.delivery.out == null && options.delivery.toTopic == null && options.delivery.into == null;
    }

    private Optional<SortedSet<Integer>> chosen() {
        Optional<SortedSet<Integer>> chosen =
                Optional.ofNullable(options.select.partitions).map(PartitionList::parse);
        if (grouped && chosen.isPresent()) {
            throw Failure.usage("-g shares partitions out by itself: leave out -p, or read without a group");
        }
        if (chosen.isPresent() && options.balancing.key != null) {
            throw Failure.usage("-k finds the partition by itself: leave out -p");
        }
        return chosen;
    }

    private List<TopicPartition> partitions(
            Consumer<byte[], byte[]> consumer, List<String> topics, Optional<SortedSet<Integer>> chosen) {
        Topics lookup = new Topics(consumer, settings);
        Optional<byte[]> key = options.balancing.keyBytes();
        if (key.isEmpty() || grouped) {
            return lookup.partitions(topics, chosen);
        }
        return topics.stream()
                .flatMap(topic -> {
                    int home = options.balancing.partitionOf(key.get(), lookup.count(topic));
                    return lookup.partitions(List.of(topic), Optional.of(new TreeSet<>(List.of(home)))).stream();
                })
                .toList();
    }

    private Map<String, Partitions> counted(Consumer<byte[], byte[]> consumer, List<String> topics) {
        Topics lookup = new Topics(consumer, settings);
        Map<String, Partitions> partitions = new HashMap<>();
        topics.forEach(topic -> partitions.put(topic, Partitions.of(lookup.count(topic))));
        return partitions;
    }

    private void begin(
            Consumer<byte[], byte[]> consumer, ReadLoop loop, List<String> topics, List<TopicPartition> partitions) {
        if (grouped) {
            options.select
                    .included()
                    .ifPresentOrElse(
                            pattern -> consumer.subscribe(pattern, loop), () -> consumer.subscribe(topics, loop));
        } else {
            consumer.assign(partitions);
            loop.onPartitionsAssigned(partitions);
        }
    }

    private ExitStatus status(Ending ending, ReadLoop loop, boolean lost) {
        boolean bounded = options.select.count != Long.MAX_VALUE || options.select.exitAtEnd;
        String timeout = options.select.timeout;
        if (ending == Ending.TIMED_OUT && timeout != null && bounded) {
            console.say(Overtime.clause(
                    timeout,
                    options.select.count,
                    options.select.exitAtEnd,
                    loop.counts(0).sent()));
        }
        if (ending == Ending.TIMED_OUT && (timeout != null && bounded || loop.undone())) {
            return ExitStatus.TIMED_OUT;
        }
        if (loop.repeats() > 0) {
            return ExitStatus.FAILED;
        }
        if (ending == Ending.GONE || lost && options.select.include == null) {
            return ExitStatus.NOT_FOUND;
        }
        return tally.counts().failed() > 0 ? ExitStatus.PARTIAL : ExitStatus.OK;
    }
}
