package org.kafkamqtt.mqtt.subscribe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import picocli.CommandLine.Option;

/** When the run ends, as typed. */
final class EndOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("-W", "-E", "--idle")
            .needs("-C", "-t", "--topic-qos", "-L")
            .excludes("-E", "-C", "--idle", "--retained-only", "--remove-retained", "--random-filter", "-T", "-R")
            .excludes(
                    "-E", "-v", "-F", "-J", "--exec", "--into", "--out-dir", "--count-by-topic", "-w", "--message-rate")
            .because("-E", "-E does not wait for messages");

    @Override
    public String heading() {
        return "End";
    }

    private static final Duration LONGEST = Duration.ofDays(3650);

    @Option(
            names = "-C",
            paramLabel = "N",
            description = "exit after writing N messages; status 27 if the run ends with fewer")
    @Nullable
    Long count;

    @Option(
            names = "-W",
            paramLabel = "DURATION",
            description = "exit with status 27 after DURATION; a bare number is in seconds")
    @Nullable
    String timeout;

    @Option(
            names = "-E",
            description = "exit once the subscriptions are confirmed; for example to begin a session with -c")
    boolean afterSubscribing;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            description =
                    "exit after DURATION without a message; with status 0 (default: never; with --retained-only: 1s)")
    @Nullable
    String idle;

    Ending ending(boolean retainedOnly) {
        if (count != null && count < 1) {
            throw Failure.usage("-C " + count + " is not a number of messages: give 1 or more");
        }
        return new Ending(
                count == null ? Long.MAX_VALUE : count,
                nanos("-W", timeout, Long.MAX_VALUE),
                retainedOnly,
                nanos("--idle", idle, retainedOnly ? Duration.ofSeconds(1).toNanos() : Long.MAX_VALUE),
                afterSubscribing);
    }

    private static long nanos(String option, @Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        Duration time = Quantity.duration(text, "s");
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            throw Failure.usage(option + " " + text + " is not between 1 ns and 3,650 days");
        }
        return time.toNanos();
    }
}
