package org.kafkamqtt.console.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** The file that shows others that a server answers, and where; it exists only once it does. */
public final class ReadyFile {
    private final Path file;
    private final Path folder;

    private ReadyFile(Path file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /**
     * The file before the server is up: one of an earlier run is removed, since it would mislead those who wait for it.
     *
     * @throws Failure status 7 if it cannot be written there
     */
    public static ReadyFile awaited(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    "cannot write the ready file " + file + ": "
                            + (Files.isDirectory(file) ? "it is a folder" : "its folder does not exist"));
        }
        try {
            Files.deleteIfExists(file);
            return new ReadyFile(file, folder);
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    /**
     * Moves the file into place whole, so that nobody reads half of it, or finds none while another takes its place.
     *
     * @throws Failure status 7 if it cannot be written
     */
    public void write(String addresses) {
        try {
            Path written = Files.createTempFile(folder, ".ready", null);
            Files.writeString(written, addresses);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private static Failure refused(Path file, IOException why) {
        return new Failure(ExitStatus.INPUT_OUTPUT, "cannot write the ready file " + file + ": " + why, why);
    }
}
