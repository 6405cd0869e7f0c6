package org.kafkamqtt.mqtt.subscribe.receive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * The table of {@link DeliveryNames}: memory of this run, or a file next to that of the session, mapped into memory, so
 * that what a process stored survives it, whatever killed it.
 *
 * <p>A machine that stops without warning may lose the last stores, and numbers would be used twice. So a file that was not
 * closed before the system restarted is begun afresh, under another token. The main thread opens and closes it.
 */
public final class DeliveryTable implements AutoCloseable {
    private static final long MAGIC = 0x6b6d_6e61_6d65_7331L;
    private static final int BOOT = 24;
    private static final int CLOSED = 32;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final @Nullable FileChannel channel;
    private final ByteBuffer table;

    private DeliveryTable(@Nullable FileChannel channel, ByteBuffer table) {
        this.channel = channel;
        this.table = table;
    }

    /** One that ends with this process, like a session that is not kept. */
    public static DeliveryTable ofThisRun() {
        ByteBuffer table = ByteBuffer.allocate(DeliveryNames.BYTES);
        DeliveryNames.begin(table, new SecureRandom().nextLong());
        return new DeliveryTable(null, table);
    }

    /**
     * Opens the file, or makes a new one.
     *
     * @throws Failure status 7 if it cannot be used, or another process uses it
     */
    public static DeliveryTable beside(Path session) {
        Path file = session.resolveSibling(session.getFileName() + ".names");
        try {
            return open(file, boot());
        } catch (IOException | OverlappingFileLockException e) {
            throw Failure.cannot("keep the names of messages in", file, e);
        }
    }

    /** The same for any file, and a start of the system. */
    @SuppressWarnings("resource") // held until the end
    static DeliveryTable open(Path file, long boot) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT, "another process uses " + file + "; is this session in use already?");
        }
        boolean whole = channel.size() == DeliveryNames.BYTES;
        if (!whole) {
            channel.truncate(DeliveryNames.BYTES);
            // A full disk must be noticed now: a store into a hole would end the process.
            writeAll(channel, ByteBuffer.allocate(DeliveryNames.BYTES));
        }
        MappedByteBuffer table = channel.map(FileChannel.MapMode.READ_WRITE, 0, DeliveryNames.BYTES);
        boolean sure = table.getLong(BOOT) == boot || table.getInt(CLOSED) == 1;
        if (!whole || table.getLong(0) != MAGIC || !sure) {
            table.putLong(0, 0);
            DeliveryNames.begin(table, new SecureRandom().nextLong());
            table.putLong(0, MAGIC);
        }
        table.putLong(BOOT, boot).putInt(CLOSED, 0);
        table.force();
        return new DeliveryTable(channel, table);
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
    }

    private static long boot() throws IOException {
        return Files.isReadable(BOOT_ID)
                ? Files.readString(BOOT_ID, StandardCharsets.US_ASCII).hashCode()
                : 0;
    }

    /** Its bytes, good until it is closed. */
    public ByteBuffer bytes() {
        return table;
    }

    @Override
    public void close() throws IOException {
        if (channel != null && table instanceof MappedByteBuffer mapped) {
            mapped.force();
            mapped.putInt(CLOSED, 1);
            mapped.force();
            channel.close();
        }
    }
}
