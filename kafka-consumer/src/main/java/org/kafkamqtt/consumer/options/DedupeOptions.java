package org.kafkamqtt.consumer.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.consumer.dedupe.DedupePlan;
import org.kafkamqtt.consumer.dedupe.DedupeWindow;
import org.kafkamqtt.consumer.dedupe.Identity;
import org.kafkamqtt.consumer.files.FilePlan;
import picocli.CommandLine.Option;

/** What records that were sent twice are known by, as typed. */
final class DedupeOptions implements OptionSection {
    private static final String DEFAULT_WINDOW = "100000";

    @Option(
            names = "--dedupe",
            paramLabel = "key|value|header:NAME",
            description = "leave out records that a producer sent twice: those whose key, value or header stood in a"
                    + " record of the same partition within --dedupe-window before; records without it all pass. What"
                    + " was seen is kept with --out beside the checkpoints, so that restarts, kill -9 and other members"
                    + " know it; otherwise in memory, for this run")
    @Nullable
    String dedupe;

    @Option(
            names = "--dedupe-window",
            paramLabel = "N|DURATION",
            description = "with --dedupe: look back over so many offsets, or so much time by the records' timestamps"
                    + " (default: " + DEFAULT_WINDOW + " offsets; takes about 50 bytes of memory for each record)")
    @Nullable
    String window;

    @Override
    public String heading() {
        return "Duplicates";
    }

    /** What those to be left out are known by, if any are. */
    Optional<DedupePlan> plan(Optional<FilePlan> files) {
        if (dedupe == null) {
            return Optional.empty();
        }
        return Optional.of(new DedupePlan(
                Identity.parse(dedupe), DedupeWindow.parse(window == null ? DEFAULT_WINDOW : window), files));
    }
}
