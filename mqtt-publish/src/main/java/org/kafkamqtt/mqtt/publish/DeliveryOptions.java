package org.kafkamqtt.mqtt.publish;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.TopicFilter;
import org.kafkamqtt.mqtt.publish.delivery.Pacing;
import org.kafkamqtt.mqtt.publish.delivery.WindowSizes;
import picocli.CommandLine.Option;

/** How messages are delivered, as typed. */
final class DeliveryOptions implements OptionSection {
    private static final int DEFAULT_WINDOW = 20;

    static final OptionRules RULES = OptionRules.of()
            .always("-q", "-r", "--rate", "--repeat-delay", "-W", "--failed-file", "--wait-reply")
            .needs("-M", "-q", "-J")
            .because("-M", "nothing waits for an acknowledgement at QoS 0")
            .needs("--replay-speed", "-J")
            .needs("--resume", "-l")
            .excludes("--resume", "-J")
            .needs("--confirm", "-l", "-J")
            .excludes("--confirm", "--wait-reply")
            .because("--confirm", "it has standard output for itself")
            .and(OptionRules.of()
                    .excludes("--confirm", "--resume")
                    .because("--confirm", "whoever writes standard input keeps the place"));

    @Override
    public String heading() {
        return "Delivery";
    }

    @Option(
            names = {"-q", "--qos"},
            paramLabel = "0|1|2",
            defaultValue = "0",
            description = "quality of service: 0 at most once, 1 at least once, 2 exactly once (default: 0)")
    String qos = "0";

    @Option(
            names = {"-r", "--retain"},
            description = "the broker keeps the message for later subscribers")
    boolean retain;

    @Option(
            names = "-M",
            paramLabel = "N",
            description =
                    "messages of QoS 1 and 2 that may wait for their acknowledgement (default: 20; brokers drop QoS 2"
                            + " beyond theirs, often 20)")
    @Nullable
    Integer window;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "publish so many messages or bytes per time: 500/s, 10/m, 1MB/s")
    @Nullable
    String rate;

    @Option(
            names = "--repeat-delay",
            paramLabel = "SECONDS",
            description = "wait so long after each delivery before the next message (also 500ms, 1.5s)")
    @Nullable
    String delay;

    @Option(
            names = "--replay-speed",
            paramLabel = "FACTOR",
            description = "publish -J lines with the distances in time they have: 1 as it was, 10 ten times as fast")
    @Nullable
    Double replaySpeed;

    @Option(
            names = "-W",
            paramLabel = "SECONDS",
            description = "end with status 27 if not all is done by then (also 500ms, 2m)")
    @Nullable
    String deadline;

    @Option(
            names = "--failed-file",
            paramLabel = "FILE",
            description = "keep messages that did not arrive as JSON lines, to be published again with -J")
    @Nullable
    Path failedFile;

    @Option(
            names = "--wait-reply",
            paramLabel = "FILTER",
            description =
                    "subscribe to this topic filter first, print the first message that arrives and end; status 27"
                            + " if none does in -W (default: 30 s)")
    @Nullable
    String replyFilter;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "remember in this file what was published of -l, and go on behind it; also after kill -9")
    @Nullable
    Path resumeFile;

    @Option(
            names = "--confirm",
            description =
                    "print how many lines of standard input, from the first on, are acknowledged or kept in --failed-file:"
                            + " what --into of kafka-consumer and mqtt-subscribe reads")
    boolean confirm;

    /** What was typed, checked; an empty deadline of a reply is that of acknowledgements. */
    PublishSettings.Delivery delivery(Duration ackTimeout, Optional<PublishSettings.Resume> resume) {
        return new PublishSettings.Delivery(
                windows(),
                pacing(),
                ackTimeout,
                Optional.ofNullable(deadline).map(text -> Quantity.duration(text, "s")),
                Optional.ofNullable(replyFilter).map(TopicFilter::new),
                Optional.ofNullable(failedFile),
                resume);
    }

    Qos qos() {
        return Qos.parse(qos);
    }

    private WindowSizes windows() {
        int size = window == null ? DEFAULT_WINDOW : window == 0 ? WindowSizes.LARGEST : window;
        return new WindowSizes(size, size);
    }

    private Pacing.Plan pacing() {
        return new Pacing.Plan(
                Optional.ofNullable(rate),
                delay == null ? Duration.ZERO : Quantity.duration(delay, "s"),
                replaySpeed == null ? OptionalDouble.empty() : OptionalDouble.of(replaySpeed));
    }
}
