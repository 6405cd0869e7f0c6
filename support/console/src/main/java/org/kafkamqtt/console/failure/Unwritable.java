package org.kafkamqtt.console.failure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that could not be written, by name: when a disk is full, Java does not name the file. */
public final class Unwritable extends IOException {
    private static final long serialVersionUID = 1L;

    private Unwritable(Path file, IOException cause) {
        super("cannot write " + file + ": " + Reason.of(cause), cause);
    }

    /** The exception with the file's name added; a {@link ClosedPipe} stays what it is. */
    public static IOException naming(Path file, IOException cause) {
        return cause instanceof Unwritable || cause instanceof ClosedPipe ? cause : new Unwritable(file, cause);
    }

    /** The one among the causes of an exception, if there is one. */
    public static Optional<Unwritable> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unwritable found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The message for the user. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
