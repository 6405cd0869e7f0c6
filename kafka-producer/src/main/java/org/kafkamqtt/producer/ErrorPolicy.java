package org.kafkamqtt.producer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Nearest;

/**
 * What a record that cannot be sent means for the run.
 *
 * @param stop whether it ends the run
 * @param file where such records are kept as JSON lines, so that they can be sent again
 */
record ErrorPolicy(boolean stop, Optional<Path> file) {

    /**
     * {@code stop}, {@code skip}, or the name of a file.
     *
     * @throws Failure status 2 for a bare word that is no file yet, since that is more likely a mistyped one of ours
     */
    static ErrorPolicy of(String text) {
        return switch (text) {
            case "stop" -> new ErrorPolicy(true, Optional.empty());
            case "skip" -> new ErrorPolicy(false, Optional.empty());
            default -> new ErrorPolicy(false, Optional.of(file(text)));
        };
    }

    private static Path file(String text) {
        boolean bareWord = text.indexOf('/') < 0 && text.indexOf('.') < 0;
        if (text.isEmpty() || bareWord && !Files.exists(Path.of(text))) {
            throw Failure.usage("--on-error '" + text + "' is neither stop nor skip"
                    + Nearest.to(text, List.of("stop", "skip"))
                            .map(near -> ", did you mean " + near + "?")
                            .orElse("; the name of a new file needs a '/' or '.', such as ./" + text));
        }
        return Path.of(text);
    }
}
