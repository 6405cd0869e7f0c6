package org.kafkamqtt.consumer.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.consumer.dedupe.DedupePlan;
import org.kafkamqtt.consumer.dedupe.DedupeWindow;
import org.kafkamqtt.consumer.dedupe.Identity;
import org.kafkamqtt.consumer.files.FilePlan;
import picocli.CommandLine.Option;

/** What identifies records that were sent twice, as typed. */
final class DedupeOptions implements OptionSection {
    private static final String DEFAULT_WINDOW = "100000";

    @Option(
            names = "--dedupe",
            paramLabel = "key|value|header:NAME",
            description = "leave out records that were sent twice. A record is left out if a record of the same"
                    + " partition had the same key, value or header within the --dedupe-window before it; records"
                    + " without one always pass. With --out, what was seen is kept beside the checkpoints, where"
                    + " it survives restarts and kill -9 and other members find it; otherwise it is kept in memory"
                    + " for this run")
    @Nullable
    String dedupe;

    @Option(
            names = "--dedupe-window",
            paramLabel = "N|DURATION",
            description = "with --dedupe: look back this far (N offsets, or DURATION by the records' timestamps);"
                    + " takes about 50 bytes of memory for each record (default: " + DEFAULT_WINDOW + " offsets)")
    @Nullable
    String window;

    @Override
    public String heading() {
        return "Duplicates";
    }

    /** How duplicates are recognised, if they are to be left out. */
    Optional<DedupePlan> plan(Optional<FilePlan> files) {
        if (dedupe == null) {
            return Optional.empty();
        }
        return Optional.of(new DedupePlan(
                Identity.parse(dedupe), DedupeWindow.parse(window == null ? DEFAULT_WINDOW : window), files));
    }
}
