package org.kafkamqtt.console.into;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.console.stream.FileOutput;

/**
 * A file that keeps what could not be sent, line by line; what it has taken is on disk once {@link #force} has returned.
 *
 * <p>Not thread-safe.
 */
public final class KeptLines extends FilterOutputStream {
    private final Path file;
    private final FileChannel channel;

    private KeptLines(Path file, FileOutputStream stream) {
        super(new BufferedOutputStream(new FileOutput(file, stream)));
        this.file = file;
        this.channel = stream.getChannel();
    }

    /** Begins with an empty file. */
    public static KeptLines replacing(Path file) throws IOException {
        return new KeptLines(file, new FileOutputStream(file.toFile()));
    }

    /** Appends to what earlier runs have left in it, on a new line if the last one was torn. */
    public static KeptLines appending(Path file) throws IOException {
        boolean torn = isTorn(file.toFile());
        boolean made = !Files.exists(file);
        KeptLines lines = new KeptLines(file, new FileOutputStream(file.toFile(), true));
        if (made) {
            forceName(file);
        }
        if (torn) {
            lines.write('\n');
        }
        return lines;
    }

    private static boolean isTorn(File file) throws IOException {
        if (!file.isFile() || file.length() == 0) {
            return false;
        }
        try (RandomAccessFile access = new RandomAccessFile(file, "r")) {
            access.seek(access.length() - 1);
            return access.read() != '\n';
        }
    }

    /** A new file survives a loss of power only if its folder does; not every system can force a folder to disk. */
    private static void forceName(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try (FileChannel names = FileChannel.open(folder == null ? file : folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** When this returns, everything written is on disk; a device or a pipe has been handed it. */
    public void force() throws IOException {
        flush();
        if (Files.isRegularFile(file)) {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw Unwritable.naming(file, e);
            }
        }
    }
}
