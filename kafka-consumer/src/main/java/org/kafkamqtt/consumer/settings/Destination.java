package org.kafkamqtt.consumer.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.console.into.LineCommand;
import org.kafkamqtt.console.stream.PipeGauge;
import org.kafkamqtt.consumer.exec.ExecPlan;
import org.kafkamqtt.consumer.exec.ExecSink;
import org.kafkamqtt.consumer.files.FilePlan;
import org.kafkamqtt.consumer.files.FilesSink;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.sink.CommandLines;
import org.kafkamqtt.consumer.sink.CommitPolicy;
import org.kafkamqtt.consumer.sink.IntoSink;
import org.kafkamqtt.consumer.sink.OutputSink;
import org.kafkamqtt.consumer.sink.PipeSink;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.TopicSink;
import org.kafkamqtt.kafka.KafkaSettings;

/** Where records go; opened once the consumer exists, so that nothing is completed later. */
public sealed interface Destination {
    Sink open(Opening at);

    /** Refuses what cannot be written, before anything is connected. */
    default void check() {}

    /** The files that are written, whose positions in the topics outlive the run. */
    default Optional<FilePlan> files() {
        return Optional.empty();
    }

    /** The topics that are written to, which must exist before anything is read. */
    default List<String> targets() {
        return List.of();
    }

    /** Whether it works on a thread of its own, so that it must leave the consumer alone. */
    default boolean converses() {
        return false;
    }

    /** How many records are begun at once, given how many may be. */
    default long atOnce(long most) {
        return most;
    }

    /**
     * Standard output.
     *
     * @param coloured whether a person reads it
     * @param eachRecord whether every record is a write of its own
     * @param durable whether commits wait for the disk
     */
    record StandardOutput(Writing writing, boolean coloured, boolean eachRecord, boolean durable)
            implements Destination {
        @Override
        public Sink open(Opening at) {
            RecordFormat format = writing.format(true, coloured, at);
            return at.member().comesAgain() && PipeGauge.ofStandardOutput()
                    ? new PipeSink(at.console().out(), format, PipeGauge.standardOutput(), eachRecord)
                    : new OutputSink(at.console().out(), format, eachRecord, durable);
        }
    }

    /** One file for each partition. */
    record Files(FilePlan plan, Writing writing) implements Destination {
        @Override
        public Sink open(Opening at) {
            return new FilesSink(plan, writing.format(false, false, at), at.topics(), at.console()::say);
        }

        @Override
        public Optional<FilePlan> files() {
            return Optional.of(plan);
        }
    }

    /**
     * Another topic, in transactions.
     *
     * @param transactionalId tells the cluster whose transactions they are
     * @param balancer chooses partitions; if absent the client does
     */
    record Topic(String name, String transactionalId, Optional<Balancer> balancer) implements Destination {
        @Override
        public Sink open(Opening at) {
            KafkaSettings transactional = at.producer()
                    .withDefault("transactional.id", transactionalId)
                    // This is how long a crash leaves a transaction open, and readers wait for it.
                    .withDefault("transaction.timeout.ms", "10000");
            Supplier<Producer<byte[], byte[]>> producers = () -> new KafkaProducer<>(
                    transactional.properties(), new ByteArraySerializer(), new ByteArraySerializer());
            return new TopicSink(name, producers, balancer.orElse(null), at.topics(), System::nanoTime);
        }

        @Override
        public List<String> targets() {
            return List.of(name);
        }
    }

    /** A command for each record or batch. */
    record Commands(ExecPlan plan, Optional<DeadLetterPlace> deadLetters) implements Destination {
        @Override
        public Sink open(Opening at) {
            return new ExecSink(
                    plan,
                    at.console().stop(),
                    deadLetters.map(place -> place.open(at)).orElse(null),
                    at.tally());
        }

        @Override
        public void check() {
            deadLetters.ifPresent(DeadLetterPlace::check);
        }

        @Override
        public List<String> targets() {
            return deadLetters.flatMap(DeadLetterPlace::target).stream().toList();
        }

        @Override
        public long atOnce(long most) {
            return Math.min(most, (long) Math.max(1, plan.batch()) * plan.concurrency());
        }
    }

    /**
     * A command that gets records as lines and reports which it has settled.
     *
     * @param window how much may be unsettled
     * @param commits when what it has settled is committed
     */
    record Into(String command, IntoWindow window, CommitPolicy commits, Writing writing) implements Destination {
        @Override
        public Sink open(Opening at) {
            boolean comesAgain = at.member().comesAgain();
            return new IntoSink(
                    () -> new CommandLines(LineCommand.start(command, window, comesAgain, () -> {})),
                    writing.line(at),
                    commits,
                    System::nanoTime);
        }

        @Override
        public boolean converses() {
            return true;
        }
    }
}
