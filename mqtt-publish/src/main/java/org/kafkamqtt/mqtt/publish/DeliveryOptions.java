package org.kafkamqtt.mqtt.publish;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.generate.Pace;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.publish.delivery.Pacing;
import org.kafkamqtt.mqtt.publish.delivery.Windows;
import picocli.CommandLine.Option;

/** How messages are delivered, as typed. */
final class DeliveryOptions implements OptionSection {
    private static final int DEFAULT_WINDOW = 20;
    private static final int LARGEST_WINDOW = 65_000;

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

    /** Checks that the broker says of every line when it is settled. */
    void checkConfirmable(List<String> files, int topics) {
        if (!confirm) {
            return;
        }
        if (qos() == Qos.AT_MOST_ONCE) {
            throw Failure.usage("--confirm needs -q 1 or -q 2: at QoS 0 the broker acknowledges nothing");
        }
        if (topics > 1) {
            throw Failure.usage("--confirm takes one -t: a line is confirmed when its one message has arrived");
        }
        if (!files.isEmpty()) {
            throw Failure.usage("--confirm counts the lines of standard input, so '" + files.get(0) + "' is too much");
        }
    }

    Qos qos() {
        return Qos.parse(qos);
    }

    Windows windows() {
        int size = window == null ? DEFAULT_WINDOW : window == 0 ? LARGEST_WINDOW : window;
        if (size < 1 || size > LARGEST_WINDOW) {
            throw Failure.usage("-M is from 1 to " + LARGEST_WINDOW + ", or 0 for as many as there can be");
        }
        return new Windows(size, size);
    }

    Optional<Duration> deadline() {
        return Optional.ofNullable(deadline).map(text -> Quantity.duration(text, "s"));
    }

    Pacing pacing() {
        if (replaySpeed != null && !(replaySpeed > 0)) {
            throw Failure.usage("--replay-speed is larger than 0");
        }
        return new Pacing(
                Optional.ofNullable(rate).map(Pace::parse),
                delay == null ? Duration.ZERO : Quantity.duration(delay, "s"),
                replaySpeed == null ? 0 : replaySpeed);
    }
}
