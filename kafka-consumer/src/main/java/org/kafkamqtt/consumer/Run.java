package org.kafkamqtt.consumer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.kafka.KafkaSettings;

/** One run of the tool, from checked options to the exit status. */
final class Run {
    private final ConsumerOptions options;
    private final KafkaSettings settings;
    private final Console console;
    private final boolean grouped;

    Run(ConsumerOptions options, KafkaSettings settings, Console console) {
        this.options = options;
        this.settings = settings;
        this.console = console;
        this.grouped = options.select.group != null;
    }

    ExitStatus run() throws IOException {
        List<String> topics = options.topics();
        OffsetPlan plan = options.select.plan(System.currentTimeMillis());
        Optional<SortedSet<Integer>> chosen =
                Optional.ofNullable(options.select.partitions).map(PartitionList::parse);
        if (grouped && chosen.isPresent()) {
            throw Failure.usage("-g shares partitions out by itself: leave out -p, or read without a group");
        }
        ReadSettings reading = new ReadSettings(options.select.limits(), grouped, options.delivery.commitPolicy());
        try (Sink sink = sink();
                Connection connection = Connection.open(settings, console)) {
            Consumer<byte[], byte[]> consumer = connection.consumer();
            List<TopicPartition> partitions = new Topics(consumer, settings).partitions(topics, chosen);
            Starts starts = new Starts(consumer, plan, grouped, options.select.exitAtEnd);
            Watcher watcher = new RebalanceLog(console, grouped, options.verbosity() > 0);
            ReadLoop loop = new ReadLoop(consumer, sink, starts, RecordFilter.ALL, reading, console.stop(), watcher);
            begin(consumer, loop, topics, partitions);
            return status(loop.run());
        }
    }

    private void begin(
            Consumer<byte[], byte[]> consumer, ReadLoop loop, List<String> topics, List<TopicPartition> partitions) {
        if (grouped) {
            consumer.subscribe(topics, loop);
        } else {
            consumer.assign(partitions);
            loop.onPartitionsAssigned(partitions);
        }
    }

    private Sink sink() {
        RecordFormat format = options.output.format();
        Optional<FilePlan> files = options.delivery.files(options.output.extension());
        if (files.isPresent()) {
            return new FilesSink(files.get(), format);
        }
        boolean unbuffered = options.output.unbuffered;
        return grouped && PipeGauge.ofStandardOutput()
                ? new PipeSink(console.out(), format, PipeGauge.standardOutput(), unbuffered)
                : new OutputSink(console.out(), format, unbuffered, options.delivery.fsync);
    }

    private ExitStatus status(Ending ending) {
        boolean bounded = options.select.count != Long.MAX_VALUE || options.select.exitAtEnd;
        return ending == Ending.TIMED_OUT && options.select.timeout != null && bounded
                ? ExitStatus.TIMED_OUT
                : ExitStatus.OK;
    }
}
