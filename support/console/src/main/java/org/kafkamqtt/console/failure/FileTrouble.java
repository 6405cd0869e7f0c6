package org.kafkamqtt.console.failure;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the file system refuses, in words for the user who typed the name of the file. */
final class FileTrouble {
    /** The messages of Linux and macOS when a disk refuses and Java does not name the file. */
    private static final Pattern DISK = Pattern.compile(
            "(?i)no space left on device|disk quota exceeded|read-only file system|file too large|input/output error"
                    + "|too many open files.*");

    private FileTrouble() {}

    /** The failure, status 7, if an exception or one of its causes is about a file. */
    static Optional<Failure> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unwritable e) {
                return Optional.of(failure(e.sentence(), thrown));
            }
            if (cause instanceof FileSystemException e && e.getFile() != null) {
                return Optional.of(failure("cannot use " + e.getFile() + ": " + Reason.of(e), thrown));
            }
            if (cause instanceof InvalidPathException e) {
                return Optional.of(failure("'" + e.getInput() + "' is not a valid file name: " + Reason.of(e), thrown));
            }
            String said = cause.getMessage();
            if (cause instanceof IOException
                    && said != null
                    && DISK.matcher(said).matches()) {
                return Optional.of(failure("cannot continue writing or reading: " + Reason.of(cause), thrown));
            }
        }
        return Optional.empty();
    }

    private static Failure failure(String sentence, Throwable thrown) {
        return new Failure(ExitStatus.INPUT_OUTPUT, sentence, thrown);
    }
}
