package org.kafkamqtt.consumer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.console.into.LineCommand;
import org.kafkamqtt.console.stream.PipeGauge;
import org.kafkamqtt.consumer.exec.DeadLetterFile;
import org.kafkamqtt.consumer.exec.DeadLetterTopic;
import org.kafkamqtt.consumer.exec.DeadLetters;
import org.kafkamqtt.consumer.exec.ExecPlan;
import org.kafkamqtt.consumer.exec.ExecSink;
import org.kafkamqtt.consumer.files.FilePlan;
import org.kafkamqtt.consumer.files.FilesSink;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.consumer.sink.CommandLines;
import org.kafkamqtt.consumer.sink.IntoSink;
import org.kafkamqtt.consumer.sink.OutputSink;
import org.kafkamqtt.consumer.sink.PipeSink;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.TailSink;
import org.kafkamqtt.consumer.sink.TopicSink;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/** Makes the sink that the options ask for. */
final class Sinks {
    private final ConsumerOptions options;
    private final KafkaSettings settings;
    private final Console console;
    private final Tally tally;
    private final Surroundings around;
    private final TopicFacts facts;

    Sinks(
            ConsumerOptions options,
            KafkaSettings settings,
            Console console,
            Tally tally,
            Surroundings around,
            TopicFacts facts) {
        this.facts = facts;
        this.around = around;
        this.options = options;
        this.settings = settings;
        this.console = console;
        this.tally = tally;
    }

    Sink make() {
        options.delivery.check();
        return options.select.tail > 0 ? new TailSink(chosen(), options.select.tail) : chosen();
    }

    private Sink chosen() {
        Optional<FilePlan> files = options.delivery.files(options.output.extension());
        Optional<ExecPlan> commands = options.delivery.commands();
        if (options.delivery.toTopic != null) {
            return toTopic(options.delivery.toTopic);
        }
        if (commands.isPresent()) {
            return new ExecSink(commands.get(), console.stop(), deadLetters().orElse(null), tally);
        }
        if (options.delivery.into != null) {
            return into(options.delivery.into);
        }
        RecordFormat format = format(files.isEmpty());
        return files.<Sink>map(plan -> new FilesSink(plan, format, facts, console::say))
                .orElseGet(() -> toOutput(format));
    }

    private RecordFormat format(boolean toOutput) {
        boolean coloured = options.colours.wanted(console, Terminal.isStandardOutput()) && toOutput;
        return decoded(options.output.format(toOutput, coloured, around));
    }

    private RecordFormat decoded(RecordFormat format) {
        return options.decoding.decoded(format, settings.properties(), this::notDeserialised);
    }

    private void notDeserialised(String sentence) {
        if (tally.counts().failed() == 0) {
            console.say(sentence);
        }
        tally.failed();
    }

    private Sink toOutput(RecordFormat format) {
        boolean unbuffered = options.output.unbuffered;
        return options.select.group != null && PipeGauge.ofStandardOutput()
                ? new PipeSink(console.out(), format, PipeGauge.standardOutput(), unbuffered)
                : new OutputSink(console.out(), format, unbuffered, options.delivery.fsync);
    }

    private Sink into(String command) {
        IntoWindow window = options.delivery.intoWindow();
        boolean comesAgain = options.select.group != null;
        return new IntoSink(
                () -> new CommandLines(LineCommand.start(command, window, comesAgain, () -> {})),
                decoded(options.output.lines(around)),
                options.delivery.commitPolicy(),
                System::nanoTime);
    }

    private Sink toTopic(String topic) {
        String group = options.select.group;
        if (group == null) {
            throw Failure.usage("--to-topic commits for a group: give -g");
        }
        if (options.topics().contains(topic)) {
            throw Failure.usage("--to-topic " + topic + " is a topic that is read: that would never end");
        }
        String name = options.member.instance == null ? UUID.randomUUID().toString() : options.member.instance;
        KafkaSettings transactional = producer()
                .withDefault("transactional.id", "kafka-consumer-" + group + "-" + name)
                // A crash leaves a transaction open for so long, and readers wait for it.
                .withDefault("transaction.timeout.ms", "10000");
        Supplier<Producer<byte[], byte[]>> producers = () ->
                new KafkaProducer<>(transactional.properties(), new ByteArraySerializer(), new ByteArraySerializer());
        return new TopicSink(topic, producers, options.balancing.chosen().orElse(null), facts);
    }

    private Optional<DeadLetters> deadLetters() {
        String place = options.delivery.deadLetter;
        if (place == null) {
            return Optional.empty();
        }
        if (options.topics().contains(place)) {
            throw Failure.usage("--dead-letter " + place + " is a topic that is read: that would never end");
        }
        if (!options.delivery.deadLettersToFile()) {
            return Optional.of(new DeadLetterTopic(
                    new KafkaProducer<>(producer().properties(), new ByteArraySerializer(), new ByteArraySerializer()),
                    place));
        }
        try {
            return Optional.of(new DeadLetterFile(Path.of(place)));
        } catch (IOException e) {
            throw Failure.cannot("write", place, e);
        }
    }

    private KafkaSettings producer() {
        return settings.as(ClientKind.PRODUCER)
                .with("client.id", "kafka-consumer-output", "the tool")
                .withDefault("acks", "all")
                // A topic that is gone is not waited for: trouble is tried again, see TopicSink.
                .withDefault("max.block.ms", "8000")
                .withDefault("linger.ms", "5")
                .withDefault("batch.size", "262144")
                .withDefault("compression.type", "lz4");
    }
}
