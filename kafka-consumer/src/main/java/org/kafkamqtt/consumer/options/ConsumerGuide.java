package org.kafkamqtt.consumer.options;

import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;

/** What the help of {@code kafka-consumer} shows beside its options. */
final class ConsumerGuide {
    private ConsumerGuide() {}

    static Guide guide() {
        Guide guide = Guide.of()
                .essentials("-b", "-t", "-g", "-o", "-e", "-c", "-f", "-J", "-K", "-p", "--progress")
                .example("kafka-consumer -b localhost:9093 -e readings")
                .example("kafka-consumer -b localhost:9093 -g archive -J readings >> readings.jsonl")
                .example("kafka-consumer -b localhost:9093 -t orders -o -10 -e -f '%p %o %k %s\\n'")
                .example("kafka-consumer -b localhost:9093 -o @-1h -e -J orders | jq .value")
                .example("kafka-consumer -b localhost:9093 -g bridge --into 'mqtt-publish -J --confirm' home")
                .status(ExitStatus.PARTIAL, "some records failed, the others were written")
                .status(ExitStatus.NOT_FOUND, "a topic or partition does not exist")
                .page("docs/kafka-consumer.md")
                .values("--isolation-level", "read_committed", "read_uncommitted")
                .values("--group-protocol", "classic", "consumer")
                .values("-o", "beginning", "end", "stored")
                .values("--balancer", Balancers::names)
                .values("--verify-balancer", Balancers::names)
                .looksUp("topics", "-t", "TOPIC", "--to-topic")
                .looksUp("groups", "-g");
        return formats(offsets(guide));
    }

    private static Guide offsets(Guide guide) {
        return guide.topic(
                "offset",
                "Offsets",
                "For -o. Several may be given: later ones add to earlier ones. In a group, they are applied once per"
                        + " partition and run.",
                "beginning, end",
                "the first record; after the last one",
                "stored",
                "where the group continues; only with -g",
                "N",
                "offset N",
                "-N",
                "the last N offsets of each partition",
                "+N",
                "N offsets after the beginning",
                "N:M, :end",
                "from N to before M; up to the end as it is now",
                "@TIME, @TIME:TIME",
                "from the first record at or after that time; and up to another",
                "s@TIME, e@TIME",
                "the same start alone; the same end alone",
                "0=5,3=end",
                "for partitions 0 and 3",
                "TIME",
                "milliseconds or seconds since 1970, 2026-01-31, 2026-01-31T10:00:00Z, now, or -1h (ago)");
    }

    private static Guide formats(Guide guide) {
        return guide.topic(
                "format",
                "Formats",
                "For -f. Nothing is added after a format: write \\n to end a line.",
                "%s, %v",
                "value",
                "%k",
                "key",
                "%t, %p, %o",
                "topic, partition, offset",
                "%T",
                "timestamp in milliseconds",
                "%d",
                "timestamp as ISO 8601; %d{strftime[%F %T]}, %d{java[HH:mm]}, %d{local}",
                "%h, %H",
                "all headers; how many there are",
                "%h{NAME}",
                "the value of one header",
                "%S, %V, %K",
                "length of the value (twice), of the key; -1 for null",
                "%R",
                "length of the value in 4 bytes",
                "%e, %i, %D",
                "leader epoch; number of the record in this run; delivery count",
                "%a{timestamp-type}",
                "CreateTime or LogAppendTime",
                "%B",
                "partition by --verify-balancer",
                "%[, %]",
                "where the partition begins and ends",
                "%%, %{, %}",
                "a percent sign; braces",
                "{hex}, {base64}, {json}",
                "after a text, as in %k{hex} or %h{NAME}{hex}; also {base64raw}, {unpack[>iq]}",
                "{hex16}, {big32}",
                "after a number, as in %o{hex16}: hex64 to hex4, big64 to big8, little64 to little8, byte, bool",
                "\\n, \\t, \\r, \\xNN",
                "new line, tab, carriage return, any byte");
    }
}
