package org.kafkamqtt.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
            if (cause instanceof FileSystemException e && e.getFile() != null) {
                return Optional.of(failure("cannot use " + e.getFile() + ": " + words(e), thrown));
            }
            String said = cause.getMessage();
            if (cause instanceof IOException
                    && said != null
                    && DISK.matcher(said).matches()) {
                return Optional.of(failure("cannot write or read on: " + lowered(said), thrown));
            }
        }
        return Optional.empty();
    }

    private static String words(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of this name";
        }
        String reason = e.getReason();
        return reason == null ? e.getClass().getSimpleName() : lowered(reason);
    }

    private static String lowered(String words) {
        return words.isEmpty() ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    private static Failure failure(String sentence, Throwable thrown) {
        return new Failure(ExitStatus.INPUT_OUTPUT, sentence, thrown);
    }
}
