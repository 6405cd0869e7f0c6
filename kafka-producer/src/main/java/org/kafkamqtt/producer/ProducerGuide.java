package org.kafkamqtt.producer;

import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.console.help.Guide;

/** What the help of {@code kafka-producer} shows beside its options. */
final class ProducerGuide {
    private ProducerGuide() {}

    static Guide guide() {
        Guide guide = Guide.of()
                .essentials(
                        "-b",
                        "-t",
                        "-l",
                        "-K",
                        "-J",
                        "-k",
                        "-H",
                        "--balancer",
                        "-z",
                        "--create",
                        "--generate",
                        "--dry-run",
                        "--progress")
                .example("kafka-producer -b localhost:9093 readings < readings.txt")
                .example("kafka-producer -b localhost:9093 -t readings -K : -l readings.txt")
                .example("kafka-consumer -b old:9092 -J -e orders | kafka-producer -b new:9092 -J")
                .example("kafka-producer -b localhost:9093 --create 6 -t pictures cat.png dog.png")
                .example("mqtt-subscribe -t 'home/#' -J | kafka-producer -b localhost:9093 -t home -J")
                .statuses(
                        ExitStatus.OK,
                        ExitStatus.FAILED,
                        ExitStatus.USAGE,
                        ExitStatus.PARTIAL,
                        ExitStatus.UNREACHABLE,
                        ExitStatus.UNAUTHORISED,
                        ExitStatus.NOT_FOUND,
                        ExitStatus.INPUT_OUTPUT,
                        ExitStatus.TLS)
                .status(ExitStatus.PARTIAL, "some records failed, the others arrived")
                .status(ExitStatus.NOT_FOUND, "a topic or partition does not exist")
                .page("docs/kafka-producer.md")
                .values("-z", "none", "gzip", "snappy", "lz4", "zstd")
                .values("--acks", "all", "1", "0")
                .values("--balancer", Balancers::names)
                .looksUp("topics", "-t", "TOPIC");
        return formats(guide).topic("template", "Templates", "For --template.", Template.tokens());
    }

    private static Guide formats(Guide guide) {
        return guide.topic(
                "format",
                "Formats",
                "For -f. Text that is neither a token nor an escape must be in the input as it is.",
                "%v, %k",
                "value, key",
                "%t, %p",
                "topic, partition",
                "%d",
                "timestamp",
                "%V, %K",
                "length of the value, of the key; before the text it measures",
                "%H, %h{%k=%v,}",
                "number of headers, then the layout of each",
                "%%, %{, %}",
                "a percent sign; braces",
                "{hex}, {base64}, {json}",
                "after a text, as in %v{base64}; {json} is one JSON value",
                "{re[...]}, {8}",
                "after a text: what the expression matches; exactly 8 bytes",
                "{big32}, {little16}",
                "after a number: its width in bits, highest byte first or last; {ascii}",
                "\\n, \\t, \\r, \\xNN",
                "new line, tab, carriage return, any byte");
    }
}
