package org.kafkamqtt.producer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a record that cannot be sent means for the run.
 *
 * @param stop whether it ends the run
 * @param file where such records are kept as JSON lines, so that they can be sent again
 */
record ErrorPolicy(boolean stop, Optional<Path> file) {

    /** {@code stop}, {@code skip}, or the name of a file. */
    static ErrorPolicy of(String text) {
        return switch (text) {
            case "stop" -> new ErrorPolicy(true, Optional.empty());
            case "skip" -> new ErrorPolicy(false, Optional.empty());
            default -> new ErrorPolicy(false, Optional.of(Path.of(text)));
        };
    }
}
