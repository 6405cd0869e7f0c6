package org.kafkamqtt.mqtt.publish;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.protocol.Qos;
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
            .needs("--fail-if-unheard", "-q", "-J")
            .because("--fail-if-unheard", "at QoS 0 the broker acknowledges nothing")
            .needs("--replay-speed", "-J")
            .needs("--resume", "-l")
            .excludes("--resume", "-J")
            .needs("--confirm", "-l", "-J")
            .excludes("--confirm", "--wait-reply")
            .because("--confirm", "it needs standard output for itself")
            .and(OptionRules.of()
                    .excludes("--confirm", "--resume")
                    .because("--confirm", "the program that writes standard input keeps the place"));

    @Override
    public String heading() {
        return "Delivery";
    }

    @Option(
            names = {"-q", "--qos"},
            paramLabel = "0|1|2",
            defaultValue = "0",
            description = "publish with this QoS; 0 at most once, 1 at least once, 2 exactly once (default: 0)")
    String qos = "0";

    @Option(
            names = {"-r", "--retain"},
            description = "have the broker retain the message; later subscribers get it")
    boolean retain;

    @Option(
            names = "-M",
            paramLabel = "N",
            description = "keep up to N messages in flight; counts QoS 1 and 2; brokers drop QoS 2 beyond their own"
                    + " limit, often 20 (default: 20)")
    @Nullable
    Integer window;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "publish no faster than this; in messages or bytes, per s, m or h: 500/s, 10/m, 1MB/s")
    @Nullable
    String rate;

    @Option(
            names = "--repeat-delay",
            paramLabel = "DURATION",
            description = "wait DURATION after each delivered message; a bare number is in seconds")
    @Nullable
    String delay;

    @Option(
            names = "--replay-speed",
            paramLabel = "FACTOR",
            description = "keep the recorded intervals of -J lines; 1 as recorded, 10 ten times as fast")
    @Nullable
    Double replaySpeed;

    @Option(
            names = "-W",
            paramLabel = "DURATION",
            description = "exit with status 27 if not done within DURATION; a bare number is in seconds")
    @Nullable
    String deadline;

    @Option(
            names = "--failed-file",
            paramLabel = "FILE",
            description = "write messages that did not arrive to FILE; as JSON lines, to be published again with -J")
    @Nullable
    Path failedFile;

    @Option(
            names = "--wait-reply",
            paramLabel = "FILTER",
            description =
                    "print the first message on FILTER and exit; with -V 5 FILTER is a topic, which is sent as the response"
                            + " topic, and only a reply with the same correlation data counts; subscribes before"
                            + " publishing, exits with status 27 if none arrives within -W (default: 30s)")
    @Nullable
    String replyFilter;

    @Option(
            names = "--fail-if-unheard",
            description =
                    "exit with status 3 if a message has no subscriber; brokers tell so with -V 5, at QoS 1 and 2")
    boolean failIfUnheard;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "continue -l where an earlier run stopped; FILE remembers the place, even after kill -9")
    @Nullable
    Path resumeFile;

    @Option(
            names = "--confirm",
            description = "print how many lines have been acknowledged; counted without a gap from the first line of"
                    + " standard input, with those kept in --failed-file; --into of kafka-consumer and"
                    + " mqtt-subscribe reads it")
    boolean confirm;

    /** What was typed, checked; without {@code -W} a reply has as long as an acknowledgement. */
    PublishSettings.Delivery delivery(Duration ackTimeout, Optional<PublishSettings.Resume> resume) {
        return new PublishSettings.Delivery(
                windows(),
                pacing(),
                ackTimeout,
                Optional.ofNullable(deadline).map(text -> Quantity.duration(text, "s")),
                Optional.ofNullable(replyFilter).map(Words::topicFilter),
                failIfUnheard,
                Optional.ofNullable(failedFile),
                resume);
    }

    Qos qos() {
        return Words.qos(qos);
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
