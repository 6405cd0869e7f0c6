package org.kafkamqtt.consumer.dedupe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.kafkamqtt.console.failure.Unwritable;

/**
 * What was seen in one partition, kept in a file beside its checkpoint.
 *
 * <p>It is written before the checkpoint is, and what it holds for the checkpoint's next offset or later does not count: so the
 * two always match, whenever the process dies. The lock of the partition's file protects it from
 * other processes. Not thread-safe; the owner of the sink owns it.
 */
final class SeenFile implements Closeable {
    private final Path path;
    private final boolean durable;
    private FileChannel channel;
    private int saved;

    private SeenFile(Path path, boolean durable, FileChannel channel, int saved) {
        this.path = path;
        this.durable = durable;
        this.channel = channel;
        this.saved = saved;
    }

    /**
     * Loads what is before an offset and cuts off the rest.
     *
     * @param durable whether saving waits for the disk
     */
    static SeenFile open(Path path, boolean durable, long next, Seen into) throws IOException {
        into.load(Files.exists(path) ? ByteBuffer.wrap(Files.readAllBytes(path)) : ByteBuffer.allocate(0), next);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new SeenFile(path, durable, channel, into.size());
    }

    /** Adds what is new. */
    void save(Seen seen) throws IOException {
        saved = Math.min(saved, seen.size());
        channel.truncate((long) saved * Seen.ENTRY);
        append(channel, seen, saved);
        saved = seen.size();
    }

    private void append(FileChannel file, Seen seen, int from) throws IOException {
        ByteBuffer entries = seen.entries(from);
        file.position((long) from * Seen.ENTRY);
        try {
            while (entries.hasRemaining()) {
                file.write(entries);
            }
            if (durable) {
                file.force(true);
            }
        } catch (IOException e) {
            throw Unwritable.naming(path, e);
        }
    }

    /** Starts over with what is left after a purge; the old file stays until the new one is complete. */
    void replace(Seen seen) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        FileChannel next = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        append(next, seen, 0);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel.close();
        channel = next;
        saved = seen.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
