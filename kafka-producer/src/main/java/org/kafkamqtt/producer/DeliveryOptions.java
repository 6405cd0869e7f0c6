package org.kafkamqtt.producer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Nearest;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** How records are delivered, as typed. */
final class DeliveryOptions implements OptionSection {
    @Override
    public String heading() {
        return "Delivery";
    }

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
            defaultValue = "skip",
            description = "a record that cannot be sent: ends the run, is named and left out, or is also kept in FILE"
                    + " as JSON lines that can be sent again (default: skip)")
    String onError = "skip";

    @Option(names = "--compression-codec", hidden = true)
    void compressionCodec(String codec) {
        compression = codec;
    }

    @Option(names = "--request-required-acks", hidden = true)
    void requiredAcks(String number) {
        acks = number;
    }

    KafkaSettings settings(KafkaSettings settings) {
        KafkaSettings complete = settings;
        if (compression != null) {
            complete = complete.with("compression.type", codec(compression), "-z");
        }
        if (acks != null) {
            complete = complete.with("acks", acks, "--acks");
        }
        return complete;
    }

    private static String codec(String typed) {
        String codec = typed.toLowerCase(Locale.ROOT);
        if (!CODECS.contains(codec)) {
            throw Failure.usage("-z '" + typed + "' is none of " + String.join(", ", CODECS)
                    + Nearest.to(codec, CODECS)
                            .map(n -> ", did you mean " + n + "?")
                            .orElse(""));
        }
        return codec;
    }
}
