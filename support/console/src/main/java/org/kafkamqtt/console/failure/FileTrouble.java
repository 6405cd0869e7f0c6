package org.kafkamqtt.console.failure;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the file system refuses, in words for whoever typed the name of the file. */
final class FileTrouble {
    /** How Linux and macOS name what a disk refuses where Java gives no file. */
    private static final Pattern DISK = Pattern.compile(
            "(?i)no space left on device|disk quota exceeded|read-only file system|file too large|input/output error"
                    + "|too many open files.*");

    private FileTrouble() {}

    /** The failure, status 7, if a file is what an exception or one of its causes is about. */
    static Optional<Failure> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unwritable e) {
                return Optional.of(failure(e.sentence(), thrown));
            }
            if (cause instanceof FileSystemException e && e.getFile() != null) {
                return Optional.of(failure("cannot use " + e.getFile() + ": " + Reason.of(e), thrown));
            }
            if (cause instanceof InvalidPathException e) {
                return Optional.of(failure("'" + e.getInput() + "' cannot be a file's name: " + Reason.of(e), thrown));
            }
            String said = cause.getMessage();
            if (cause instanceof IOException
                    && said != null
                    && DISK.matcher(said).matches()) {
                return Optional.of(failure("cannot go on writing or reading: " + Reason.of(cause), thrown));
            }
        }
        return Optional.empty();
    }

    private static Failure failure(String sentence, Throwable thrown) {
        return new Failure(ExitStatus.INPUT_OUTPUT, sentence, thrown);
    }
}
