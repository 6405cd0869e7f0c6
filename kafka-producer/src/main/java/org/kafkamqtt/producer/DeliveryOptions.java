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

    /** How old a transaction may get before it is committed, unless the user gave a time. */
    private static final Duration CONFIRM_TIME = Duration.ofMillis(100);

    private static final List<String> CODECS = Arrays.asList("none", "gzip", "snappy", "lz4", "zstd");

    @Option(
            names = {"-z", "--compression"},
            paramLabel = "CODEC",
            description = "compress batches with CODEC; gzip, snappy, lz4, zstd or none (default: none)")
    @Nullable
    String compression;

    @Option(
            names = "--acks",
            paramLabel = "N",
            description = "wait until N replicas have each record; all, 1 or 0 (default: all)")
    @Nullable
    String acks;

    @Option(
            names = "--create",
            paramLabel = "P[:R]",
            description = "create the topic if it does not exist; with P partitions and R replicas of each"
                    + " (default: R as set on the broker)")
    @Nullable
    String create;

    @Option(
            names = "--on-error",
            paramLabel = "stop|skip|FILE",
            description = "handle records that cannot be sent; stop ends the run, skip reports the record and goes on,"
                    + " FILE also keeps it, as a JSON line that can be sent again (default: skip;"
                    + " with --confirm: stop)")
    @Nullable
    String onError;

    @Option(
            names = "--transactional-id",
            paramLabel = "ID",
            description =
                    "send in transactions; aborts what an earlier run with this ID left open, and fences that run")
    @Nullable
    String transactionalId;

    @Option(
            names = "--transaction-batch",
            paramLabel = "N|DURATION",
            description = "commit after N records or DURATION (default: the whole input in one transaction;"
                    + " with --resume: 10000; with --confirm: 10000 or 100ms)")
    @Nullable
    String transactionBatch;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "keep the input position in FILE; the next run continues from there; with"
                    + " --transactional-id the position is part of the transactions, so that each record arrives"
                    + " exactly once, whatever happens")
    @Nullable
    Path resume;

    @Option(
            names = "--confirm",
            description =
                    "print how many lines have been delivered; counted from the first line of standard input, with"
                            + " those kept by --on-error FILE; --into of mqtt-subscribe and kafka-consumer reads it")
    boolean confirm;

    @Option(
            names = "--dry-run",
            description = "show where records would go, and send nothing; as JSON lines with the reason")
    boolean dryRun;

    @Option(
            names = "--sync",
            description = "send one record at a time; wait for its acknowledgement before the next one")
    boolean sync;

    @Option(
            names = "--kafka-client",
            description = "send through the Kafka client; slower, and only for comparison: what needs it, such as"
                    + " --transactional-id or -X interceptor.classes, chooses it by itself")
    boolean kafkaClient;

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

    /** When records count as delivered. */
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
        // A writer that waits for a confirmation may have nothing more to send before it comes.
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
                    "--confirm needs acks=all: a record acknowledged by one broker alone can be lost with it; leave"
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
                    "unknown codec '" + typed + "': use " + String.join(", ", CODECS) + Nearest.listed(codec, CODECS));
        }
        return codec;
    }
}
