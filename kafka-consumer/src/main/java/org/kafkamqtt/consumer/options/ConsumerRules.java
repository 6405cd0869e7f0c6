package org.kafkamqtt.consumer.options;

import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.kafka.options.ConnectionOptions;

/** Which options of {@code kafka-consumer} make sense only together, or not together. */
final class ConsumerRules {
    static final OptionRules TABLE = ConnectionOptions.rules()
            // -C is accepted as in kcat; this tool always consumes.
            .always("-t", "--summary", "-C")
            .and(selection())
            .and(output())
            .and(places())
            .and(group())
            .and(others());

    private ConsumerRules() {}

    private static OptionRules selection() {
        return OptionRules.of()
                .always("-g", "-p", "-o", "--from-beginning", "-e", "-c", "--tail", "--include", "--grep", "--where")
                .always("--idle", "--timeout", "--isolation-level", "--read-committed")
                .alias("-G", "-g")
                .alias("-n", "-c")
                .alias("--timeout-ms", "--idle")
                .excludes("--from-beginning", "-o")
                .because("--from-beginning", "it is the same as -o beginning")
                .excludes("--read-committed", "--isolation-level")
                .because("--read-committed", "it is the same as --isolation-level read_committed");
    }

    private static OptionRules output() {
        return OptionRules.of()
                .always("-f", "-J", "-K", "-D", "-Z", "--null-literal", "--csv", "--length-prefix", "-u", "--color")
                .always("-s", "--key-deserializer", "--value-deserializer")
                .needs("--classpath", "-s", "--key-deserializer", "--value-deserializer")
                .excludes("-K", "-J", "-f", "--csv")
                .because("-K", "the format determines where keys go")
                .excludes("-D", "-J", "-f", "--csv", "--length-prefix")
                .because("-D", "the format determines how records end")
                .excludes("-Z", "-J", "--csv", "--length-prefix", "--null-literal")
                .excludes("--null-literal", "-J", "--csv", "--length-prefix");
    }

    /** Where records go: options that only one of the destinations uses. */
    private static OptionRules places() {
        OptionRules rules = OptionRules.of()
                .always("--out", "--to-topic", "--exec", "--into", "--fsync")
                .needs("--rotate", "--out")
                .needs("--gzip", "--out")
                .needs("--zstd", "--out")
                .needs("--exec-batch", "--exec")
                .needs("--exec-retries", "--exec")
                .needs("--exec-back-off", "--exec")
                .needs("--concurrency", "--exec")
                .needs("--dead-letter", "--exec")
                .needs("--into-window", "--into")
                .excludes("--out", "-u", "--color")
                .excludes("--into", "-D", "--length-prefix", "-u", "--color", "--fsync")
                .because("--into", "the command gets one line for each record");
        for (String place : new String[] {"--exec", "--to-topic"}) {
            rules = rules.excludes(place, "-f", "-J", "-K", "-D", "-Z", "--null-literal", "--csv", "--length-prefix")
                    .excludes(place, "-s", "--key-deserializer", "--value-deserializer", "-u", "--color", "--fsync");
        }
        return rules.because("--exec", "the command gets the value as it is, or with --exec-batch JSON lines")
                .because("--to-topic", "records are copied as they are");
    }

    private static OptionRules group() {
        return OptionRules.of()
                .needs("--commit-every", "-g", "--out")
                .needs("--static", "-g")
                .needs("--session-timeout", "-g")
                .needs("--group-protocol", "-g")
                .needs("--share", "-g")
                .needs("--ack", "--share");
    }

    private static OptionRules others() {
        return OptionRules.of()
                .always("-k", "--verify-balancer", "--broker-timeout", "--dedupe", "--kafka-client")
                .always("--lag", "--lag-interval", "--progress", "--stats", "--metrics")
                .needs("--balancer", "-k", "--key", "--to-topic")
                .needs("--balancer-opt", "--balancer", "--verify-balancer")
                .needs("--balancer-path", "--balancer", "--verify-balancer")
                .needs("--dedupe-window", "--dedupe");
    }
}
