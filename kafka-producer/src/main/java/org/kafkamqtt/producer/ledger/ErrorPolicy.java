package org.kafkamqtt.producer.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;

/**
 * What a record that cannot be sent means for the run.
 *
 * @param stop whether it ends the run
 * @param file where such records are kept as JSON lines, so that they can be sent again
 * @param confirm whether the source keeps what is not confirmed: then a record may be left out only if it is in the file
 */
public record ErrorPolicy(boolean stop, Optional<Path> file, boolean confirm) {
    /**
     * The policy as typed, null for nothing.
     *
     * @throws Failure status 2 if it is not possible
     */
    public static ErrorPolicy of(@Nullable String onError, boolean confirm) {
        if (!confirm) {
            return of(onError == null ? "skip" : onError);
        }
        if ("skip".equals(onError)) {
            throw Failure.usage("--on-error skip and --confirm cannot be used together: a record that is left out never"
                    + " arrives, and no line after it could be confirmed; give --on-error FILE");
        }
        ErrorPolicy policy = of(onError == null ? "stop" : onError);
        return new ErrorPolicy(policy.stop, policy.file, true);
    }

    /**
     * {@code stop}, {@code skip}, or the name of a file.
     *
     * @throws Failure status 2 for a bare word that is not an existing file, since it is more likely one of ours mistyped
     */
    public static ErrorPolicy of(String text) {
        return switch (text) {
            case "stop" -> new ErrorPolicy(true, Optional.empty(), false);
            case "skip" -> new ErrorPolicy(false, Optional.empty(), false);
            default -> new ErrorPolicy(false, Optional.of(file(text)), false);
        };
    }

    /**
     * Whether the run ends with a failure.
     *
     * @param status of it: 3 if the record itself is at fault
     */
    public boolean ends(ExitStatus status) {
        return stop || confirm && status != ExitStatus.PARTIAL;
    }

    /** Whether a record that failed so is kept in the file; one that the source keeps for another run is not. */
    public boolean keeps(ExitStatus status) {
        return file.isPresent() && !ends(status);
    }

    private static Path file(String text) {
        boolean bareWord = text.indexOf('/') < 0 && text.indexOf('.') < 0;
        if (text.isEmpty() || bareWord && !Files.exists(Path.of(text))) {
            throw Failure.usage("unknown --on-error '" + text + "': use stop, skip or FILE"
                    + Nearest.listedTail(text, List.of("stop", "skip"))
                            .orElse("; the name of a new file needs a '/' or '.', such as ./" + text));
        }
        return Path.of(text);
    }
}
