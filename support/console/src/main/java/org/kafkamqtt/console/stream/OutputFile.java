package org.kafkamqtt.console.stream;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Standard output that is a regular file which can be read again, as Linux shows: what was torn there can be cut off.
 *
 * <p>Nothing is cut off that is not known to be ours: others may append to the same file. One thread uses it.
 */
public final class OutputFile implements Closeable {
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
    private static final Path FLAGS = Path.of("/proc/self/fdinfo/1");
    private static final int APPENDING = 02000;

    private final FileChannel reading;
    private final FileChannel writing;
    private final boolean appends;
    private final boolean own;

    private OutputFile(FileChannel reading, FileChannel writing, boolean appends, boolean own) {
        this.reading = reading;
        this.writing = writing;
        this.appends = appends;
        this.own = own;
    }

    /** The file that standard output goes to, even if it was renamed; empty if it is not a file or not readable. */
    @SuppressWarnings("resource") // closing it would close standard output
    public static Optional<OutputFile> ofStandardOutput() {
        try {
            return Files.isRegularFile(STANDARD_OUTPUT)
                    ? Optional.of(new OutputFile(
                            FileChannel.open(STANDARD_OUTPUT, StandardOpenOption.READ),
                            new FileOutputStream(FileDescriptor.out).getChannel(),
                            appending(),
                            false))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same for any file that is appended to. */
    public static OutputFile of(Path file) throws IOException {
        return new OutputFile(
                FileChannel.open(file, StandardOpenOption.READ),
                FileChannel.open(file, StandardOpenOption.APPEND),
                true,
                true);
    }

    private static boolean appending() throws IOException {
        return Files.readAllLines(FLAGS).stream()
                .filter(line -> line.startsWith("flags:"))
                .anyMatch(line -> (Integer.parseInt(line.substring(6).strip(), 8) & APPENDING) != 0);
    }

    /** Where the next byte goes. */
    public long end() throws IOException {
        return appends ? reading.size() : writing.position();
    }

    /** The bytes at a place, at most this many. */
    public byte[] read(long place, int most) throws IOException {
        int length = (int) Math.max(0, Math.min(most, reading.size() - place));
        ByteBuffer found = ByteBuffer.allocate(length);
        while (found.hasRemaining() && reading.read(found, place + found.position()) >= 0) {
            // more to come
        }
        return found.array();
    }

    /**
     * Cuts off the end of the file if it is the first part of something of this length.
     *
     * @param place where it began
     * @param beginning its first bytes; those at the place must be the same
     * @param known how many of them there are, perhaps not all
     * @param length of the whole
     * @return how many bytes were cut off, 0 if there is nothing torn or it is not ours
     */
    public long cutOff(long place, byte[] beginning, int known, long length) throws IOException {
        long torn = reading.size() - place;
        if (torn <= 0 || torn >= length) {
            return 0;
        }
        byte[] found = read(place, (int) Math.min(known, torn));
        for (int i = 0; i < found.length; i++) {
            if (found[i] != beginning[i]) {
                return 0;
            }
        }
        writing.truncate(place);
        return torn;
    }

    /** Whether the file does not end with these bytes, so that anything appended would be glued to its end. */
    public boolean isOpen(byte[] mark) throws IOException {
        long end = reading.size();
        byte[] last = read(Math.max(0, end - mark.length), mark.length);
        return appends && end > 0 && mark.length > 0 && !Arrays.equals(last, mark);
    }

    @Override
    public void close() throws IOException {
        reading.close();
        if (own) {
            writing.close();
        }
    }
}
