package org.kafkamqtt.producer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.TopicCreation;
import org.kafkamqtt.producer.delivery.Mode;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.outlet.Batch;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How records are delivered, as typed. */
final class DeliveryOptions implements OptionSection {
    @Override
    public String heading() {
        return "Delivery";
    }

    /** When a transaction is committed at the latest, if nothing was said of a time. */
    private static final Duration CONFIRM_TIME = Duration.ofMillis(100);

    private static final List<String> CODECS = Arrays.asList("none", "gzip", "snappy", "lz4", "zstd");

    @Option(
            names = {"-z", "--compression"},
            paramLabel = "CODEC",
            description = "gzip, snappy, lz4 or zstd")
    @Nullable
    String compression;

    @Option(
            names = "--acks",
            paramLabel = "N",
            description = "how many replicas must have a record: all, 1 or 0 (default: all)")
    @Nullable
    String acks;

    @Option(
            names = "--create",
            paramLabel = "P[:R]",
            description = "create the topic if it is missing, with P partitions" + " and R replicas")
    @Nullable
    String create;

    @Option(
            names = "--on-error",
            paramLabel = "stop|skip|FILE",
            description = "a record that cannot be sent: ends the run, is named and left out, or is also kept in FILE"
                    + " as JSON lines that can be sent again (default: skip; with --confirm: stop)")
    @Nullable
    String onError;

    @Option(
            names = "--transactional-id",
            paramLabel = "ID",
            description = "send in transactions: what an earlier run of this ID left open is aborted, and it is fenced")
    @Nullable
    String transactionalId;

    @Option(
            names = "--transaction-batch",
            paramLabel = "N|DURATION",
            description = "commit after so many records or so long (default: all of the input in one transaction;"
                    + " with --resume 10000, with --confirm 10000 or 100ms)")
    @Nullable
    String transactionBatch;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "keep the place in the input here, and go on there when started again; with"
                    + " --transactional-id the place is part of the transactions: each record exactly once,"
                    + " whatever happens")
    @Nullable
    Path resume;

    @Option(
            names = "--confirm",
            description =
                    "print how many lines of standard input, from the first on, have arrived for good or are kept by"
                            + " --on-error FILE: what --into of mqtt-subscribe and kafka-consumer reads")
    boolean confirm;

    @Option(names = "--dry-run", description = "send nothing; write what would go where, and why, as JSON lines")
    boolean dryRun;

    @Option(names = "--sync", description = "send one record at a time: the next one only when this one has arrived")
    boolean sync;

    @Mixin
    final ConsoleNames names = new ConsoleNames();

    @Option(names = "--compression-codec", hidden = true, arity = "0..1", fallbackValue = "gzip")
    void compressionCodec(String codec) {
        compression = codec;
    }

    @Option(names = "--request-required-acks", hidden = true)
    void requiredAcks(String number) {
        acks = number;
    }

    /** When records count as arrived. */
    Mode mode() {
        Optional<Path> place = Optional.ofNullable(resume);
        return transactionalId == null
                ? new Mode.Plain(place)
                : new Mode.InTransactions(transactionalId, batch(), place);
    }

    ErrorPolicy policy() {
        return ErrorPolicy.of(onError, confirm);
    }

    Optional<TopicCreation> creation() {
        return Optional.ofNullable(create).map(TopicCreation::parse);
    }

    private Batch batch() {
        // Whoever waits for a confirmation may have nothing more to send before it comes.
        return confirm ? typedBatch().within(CONFIRM_TIME) : typedBatch();
    }

    private Batch typedBatch() {
        if (transactionBatch == null) {
            return resume == null && !confirm ? Batch.ALL : new Batch(10_000, Optional.empty());
        }
        return Batch.parse(transactionBatch);
    }

    KafkaSettings settings(KafkaSettings settings) {
        KafkaSettings complete = names.settings(settings);
        if (transactionalId != null) {
            // An input may take longer than the usual minute; 15 minutes is what brokers allow by default.
            complete = complete.chosen("transactional.id", transactionalId, "--transactional-id")
                    .withDefault("transaction.timeout.ms", "900000");
        }
        if (compression != null) {
            complete = complete.chosen("compression.type", codec(compression), "-z");
        }
        if (acks != null) {
            complete = complete.chosen("acks", acks, "--acks");
        }
        if (transactionalId != null) {
            checkTransactional(complete);
        }
        if (confirm && !complete.value("acks").orElse("all").matches("all|-1")) {
            throw Failure.usage(
                    "--confirm needs acks=all: what one broker alone has acknowledged can be lost with it; leave"
                            + " out --acks and acks");
        }
        return complete;
    }

    private static void checkTransactional(KafkaSettings settings) {
        if (!settings.value("acks").orElse("all").matches("all|-1")) {
            throw Failure.usage("--transactional-id needs acks=all: leave out --acks and acks");
        }
        if (settings.value("enable.idempotence").orElse("true").equalsIgnoreCase("false")) {
            throw Failure.usage("--transactional-id needs enable.idempotence=true: leave it out");
        }
    }

    private static String codec(String typed) {
        String codec = typed.toLowerCase(Locale.ROOT);
        if (!CODECS.contains(codec)) {
            throw Failure.usage(
                    "-z '" + typed + "' is none of " + String.join(", ", CODECS) + Nearest.listed(codec, CODECS));
        }
        return codec;
    }
}
