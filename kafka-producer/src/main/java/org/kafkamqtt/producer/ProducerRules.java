package org.kafkamqtt.producer;

import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.kafka.options.ConnectionOptions;

/** Which options of {@code kafka-producer} make sense only together, or not together. */
final class ProducerRules {
    static final OptionRules TABLE = ConnectionOptions.rules()
            .always("-t", "--explain-partition", "--rehearse")
            // Taken from kcat; this tool always does it.
            .always("-P")
            .and(input())
            .and(records())
            .and(delivery());

    private ProducerRules() {}

    private static OptionRules input() {
        return OptionRules.of()
                .always("-l", "-D", "-K", "-J", "-f", "--reader-property", "--generate", "--rate", "--repeat")
                .alias("--property", "--reader-property")
                .needs("--template", "--generate")
                .needs("--seed", "--generate")
                .excludes("--generate", "-l", "-D", "-f", "--repeat", "--resume")
                .because("--generate", "generated records have no input")
                .excludes("--explain-partition", "-l", "-D", "-K", "-J", "-f", "--reader-property", "--generate")
                .excludes("--explain-partition", "--repeat", "--rate", "-T", "--dry-run", "--metrics")
                .because("--explain-partition", "it asks about one key and reads no input");
    }

    private static OptionRules records() {
        return OptionRules.of()
                .always("-k", "-p", "--timestamp", "-Z", "--null-marker", "-H", "-s", "--balancer")
                .needs("--classpath", "-s")
                .needs("--balancer-path", "--balancer")
                .needs("--balancer-opt", "--balancer");
    }

    private static OptionRules delivery() {
        return OptionRules.of()
                .always(
                        "-z",
                        "--acks",
                        "--create",
                        "--on-error",
                        "--transactional-id",
                        "--resume",
                        "--confirm",
                        "--dry-run",
                        "--sync",
                        "--kafka-client")
                .always("--max-block-ms", "--request-timeout-ms", "--timeout", "--message-send-max-retries")
                .always("--retry-backoff-ms", "--metadata-expiry-ms", "--max-memory-bytes", "--socket-buffer-size")
                .always("--batch-size")
                .alias("--compression-codec", "-z")
                .alias("--request-required-acks", "--acks")
                .alias("--max-partition-memory-bytes", "--batch-size")
                .needs("--transaction-batch", "--transactional-id")
                .always("--summary", "-T", "--report-format", "--report-json", "--progress", "--metrics")
                .needs("-u", "-T", "--report-format", "--report-json")
                .excludes("--confirm", "-T", "--report-format", "--report-json", "--dry-run", "--explain-partition")
                .because("--confirm", "it needs standard output for itself")
                .excludes("--generate", "--confirm")
                .because("--generate", "generated records have no input")
                .and(OptionRules.of()
                        .excludes("--confirm", "-l", "--repeat", "--resume")
                        .because("--confirm", "it counts the lines of standard input, whose writer keeps the position"))
                .and(OptionRules.of()
                        .excludes("--confirm", "-f")
                        .because("--confirm", "it counts lines, and a record of a template need not be a line"))
                .excludes("--dry-run", "--resume", "--transactional-id", "--report-format", "--report-json", "--sync")
                .because("--dry-run", "it sends nothing");
    }
}
