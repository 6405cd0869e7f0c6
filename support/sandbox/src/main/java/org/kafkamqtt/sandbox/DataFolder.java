package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** Where a sandbox keeps its data: a folder of the user's, locked against a second sandbox, or a temporary one. */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final Optional<FileChannel> lock;

    private DataFolder(Path folder, Optional<FileChannel> lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the user's folder, creating it if necessary, or creates a temporary one.
     *
     * @throws Failure status 7 if it cannot be used, or another sandbox uses it
     */
    static DataFolder open(Optional<Path> kept) {
        try {
            return kept.isPresent()
                    ? locked(kept.get().toAbsolutePath())
                    : new DataFolder(Files.createTempDirectory("sandbox-"), Optional.empty());
        } catch (FileAlreadyExistsException e) {
            throw unusable(e.getFile(), "it is not a folder", e);
        } catch (IOException e) {
            throw unusable(kept.map(Path::toString).orElse("of temporary files"), e.toString(), e);
        }
    }

    /** Artemis would wait for ever if another one held its journal, so this locks first; the lock ends with its process. */
    private static DataFolder locked(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("sandbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    "the data folder " + folder
                            + " is in use by another sandbox; stop that one, or choose another folder"
                            + " with --data");
        }
        return new DataFolder(folder, Optional.of(channel));
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Failure unusable(String folder, String reason, IOException cause) {
        return new Failure(
                ExitStatus.INPUT_OUTPUT,
                "cannot use the data folder " + folder + ": " + reason + "; choose another with --data",
                cause);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            } else {
                Files.walkFileTree(folder, new Removal());
            }
        } catch (IOException e) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, "cannot remove the temporary data in " + folder, e);
        }
    }

    /** Removes a folder with everything in it, even if files vanish in the meantime. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
