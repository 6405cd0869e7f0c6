package org.kafkamqtt.consumer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.dedupe.Dedupe;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.files.StretchReader;
import org.kafkamqtt.consumer.format.PartitionEnds;
import org.kafkamqtt.consumer.format.PlacementCheck;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.read.Ending;
import org.kafkamqtt.consumer.read.ReadLoop;
import org.kafkamqtt.consumer.read.Starts;
import org.kafkamqtt.consumer.read.TopicGuard;
import org.kafkamqtt.consumer.read.Watcher;
import org.kafkamqtt.consumer.select.OffsetRange;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.settings.ConsumerSettings;
import org.kafkamqtt.consumer.settings.Destination;
import org.kafkamqtt.consumer.settings.Opening;
import org.kafkamqtt.consumer.settings.Selection;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.TailSink;
import org.kafkamqtt.consumer.watch.ReadVitals;
import org.kafkamqtt.consumer.watch.StatsWatch;
import org.kafkamqtt.consumer.watch.Watchers;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.topic.TopicWatch;

/** One run of the tool, from its settings to the exit status. The reading thread owns it. */
final class Run {
    private static final long RELEASE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final ConsumerSettings settings;
    private final Selection selection;
    private final Destination destination;
    private final Console console;
    private final Clients clients;
    private final boolean grouped;
    private final Tally tally = new Tally();
    private final Monitor monitor;

    Run(ConsumerSettings settings, Console console, Monitor monitor, Clients clients) {
        this.settings = settings;
        this.selection = settings.selection();
        this.destination = settings.destination();
        this.console = console;
        this.monitor = monitor;
        this.clients = clients;
        this.grouped = settings.member().commits();
    }

    /** Reads; if a dead member still holds our name in the group, waits until the broker drops it. */
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
                if (!told && !settings.reports().quiet()) {
                    console.say("waiting for the group to drop the member that still has this --static name");
                }
                told = true;
                if (console.stop().await(1, TimeUnit.SECONDS)) {
                    return ExitStatus.OK;
                }
            }
        }
    }

    private ExitStatus attempt() throws IOException {
        destination.check();
        MetadataTicks ticks = new MetadataTicks();
        try (TopicWatch watch = new TopicWatch(settings.client())) {
            TopicGuard guard = new TopicGuard(watch, ticks, scope());
            if (destination.files().isPresent()) {
                watch.add(selection.topics().named());
                watch.prepare();
            }
            try (Connection connection = clients.connect(settings.client(), settings.road(), console, ticks)) {
                return read(connection, guard);
            }
        }
    }

    private TopicGuard.Scope scope() {
        return new TopicGuard.Scope(
                selection.topics().partitions().listed(),
                selection.grows(),
                destination.targets(),
                destination.files().isPresent());
    }

    private ExitStatus read(Connection connection, TopicGuard guard) throws IOException {
        Feed feed = connection.feed();
        Topics lookup = new Topics(feed, settings.client());
        for (String target : destination.targets()) {
            lookup.count(target);
            lookup.awaitLeaders(target);
        }
        List<String> topics =
                lookup.named(selection.topics().named(), selection.topics().included());
        List<TopicPartition> partitions =
                lookup.partitions(topics, selection.topics().partitions());
        Starts starts = starts(feed, partitions);
        Optional<PlacementCheck> placement = settings.placement().map(asked -> asked.check(counted(lookup, topics)));
        Optional<Dedupe> dedupe = settings.dedupe().map(Dedupe::new);
        // The group is left before the sink is closed, which may take a while.
        try (Sink sink = open(feed, guard, placement, dedupe);
                connection) {
            Reading reading = new Reading(feed, guard, starts, placement, dedupe, new StatsWatch(), vitals(feed));
            guard.begin(topics);
            return reading.run(sink, topics, partitions);
        }
    }

    private Optional<ReadVitals> vitals(Feed feed) {
        Optional<ReadVitals> vitals = settings.reports()
                .metrics()
                .map(at -> new ReadVitals(
                        settings.client().bootstrap(),
                        feed::links,
                        () -> tally.counts().failed(),
                        System::nanoTime));
        vitals.ifPresent(monitor::show);
        return vitals;
    }

    private Starts starts(Feed feed, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetRange> exact = selection.tail() == 0
                ? Map.of()
                : new StretchReader(feed, settings.reading(), selection.filter(), console.stop(), System::nanoTime)
                        .lastOf(partitions, selection.tail());
        return new Starts(feed, selection.plan(), exact, grouped, selection.toTheEnd());
    }

    private static Map<String, Partitions> counted(Topics lookup, List<String> topics) {
        Map<String, Partitions> partitions = new HashMap<>();
        topics.forEach(topic -> partitions.put(topic, Partitions.of(lookup.count(topic))));
        return partitions;
    }

    /** Formats ask on the thread of the sink, which must not use the consumer unless it is the reading thread. */
    private Sink open(Feed feed, TopicGuard guard, Optional<PlacementCheck> placement, Optional<Dedupe> dedupe) {
        PartitionEnds ends = new PartitionEnds(
                grouped || destination.converses() ? () -> clients.bystander(settings.client()) : () -> feed);
        Surroundings around = new Surroundings(placement.orElse(null), ends);
        Sink sink = destination.open(new Opening(settings.client(), settings.member(), around, guard, console, tally));
        Sink last = selection.tail() > 0 ? new TailSink(sink, selection.tail()) : sink;
        return dedupe.map(each -> each.around(last)).orElse(last);
    }

    /** Reading while the connection is open. */
    private final class Reading {
        private final Feed feed;
        private final TopicGuard guard;
        private final Starts starts;
        private final Optional<PlacementCheck> placement;
        private final Optional<Dedupe> dedupe;
        private final StatsWatch stats;
        private final Optional<ReadVitals> vitals;

        Reading(
                Feed feed,
                TopicGuard guard,
                Starts starts,
                Optional<PlacementCheck> placement,
                Optional<Dedupe> dedupe,
                StatsWatch stats,
                Optional<ReadVitals> vitals) {
            this.feed = feed;
            this.guard = guard;
            this.starts = starts;
            this.placement = placement;
            this.dedupe = dedupe;
            this.stats = stats;
            this.vitals = vitals;
        }

        ExitStatus run(Sink sink, List<String> topics, List<TopicPartition> partitions) throws IOException {
            ReadLoop loop =
                    new ReadLoop(feed, sink, starts, filter(), settings.reading(), console.stop(), watchers(), guard);
            begin(loop, topics, partitions);
            ExitStatus status = status(loop.run(), loop, !guard.gone().isEmpty());
            report(loop);
            return placement.filter(check -> check.misplaced() > 0).isPresent() ? ExitStatus.PARTIAL : status;
        }

        private RecordFilter filter() {
            RecordFilter filter = placement
                    .<RecordFilter>map(check -> check.before(selection.filter()))
                    .orElse(selection.filter());
            return dedupe.<RecordFilter>map(filter::and).orElse(filter);
        }

        private Watchers watchers() {
            List<Watcher> watchers = new ArrayList<>(settings.reports().watchers(console, settings, starts));
            if (settings.reports().stats()) {
                watchers.add(stats);
            }
            vitals.ifPresent(watchers::add);
            return new Watchers(watchers);
        }

        private void begin(ReadLoop loop, List<String> topics, List<TopicPartition> partitions) {
            if (grouped) {
                selection
                        .topics()
                        .included()
                        .ifPresentOrElse(
                                pattern -> feed.subscribe(pattern, loop.listener()),
                                () -> feed.subscribe(topics, loop.listener()));
            } else {
                feed.assign(partitions);
                loop.listener().onPartitionsAssigned(partitions);
            }
        }

        private ExitStatus status(Ending ending, ReadLoop loop, boolean lost) {
            Optional<String> missed = settings.missed(ending, loop.counts(0).sent());
            missed.ifPresent(console::say);
            if (missed.isPresent() || ending == Ending.TIMED_OUT && loop.undone()) {
                return ExitStatus.TIMED_OUT;
            }
            if (loop.repeats() > 0) {
                return ExitStatus.FAILED;
            }
            if (ending == Ending.GONE || lost && selection.topics().included().isEmpty()) {
                return ExitStatus.NOT_FOUND;
            }
            return tally.counts().failed() > 0 ? ExitStatus.PARTIAL : ExitStatus.OK;
        }

        private void report(ReadLoop loop) throws IOException {
            vitals.ifPresent(each -> each.counted(loop.counts(tally.counts().failed())));
            if (settings.reports().stats()) {
                stats().writeTo(console.err());
            }
            settings.reports().summarise(console, loop.counts(tally.counts().failed()), dedupe.map(Dedupe::dropped));
            placement.ifPresent(check -> console.say(check.verdict()));
        }

        private Bytes stats() {
            return Terminal.isStandardError()
                    ? stats.table(console.live().width(), Terminal.colours(true, console.environment()))
                    : stats.json();
        }
    }
}
