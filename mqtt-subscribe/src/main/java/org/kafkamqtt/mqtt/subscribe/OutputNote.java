package org.kafkamqtt.mqtt.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Bytes;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Unwritable;

/**
 * What is about to be written to standard output, noted in a file, so that a process that comes after a kill can look whether
 * it was written.
 *
 * <p>Only where standard output is a regular file that can be read again, as Linux tells; a pipe cannot be asked. One thread
 * uses it.
 */
final class OutputNote {
    /** Of a note: four numbers of 4 bytes, one of 8, and a checksum. */
    private static final int BYTES = 28;

    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
    private static final Path FLAGS = Path.of("/proc/self/fdinfo/1");
    private static final int APPENDING = 02000;

    private final Path file;
    private final FileChannel output;
    private final FileChannel notes;
    private final boolean appends;
    private @Nullable Noted last;

    /**
     * One note.
     *
     * @param packetId of the message
     * @param content checksum of its topic name and payload
     * @param place in the output where it begins
     * @param length of what is written
     * @param written checksum of that
     */
    private record Noted(int packetId, int content, long place, int length, int written) {}

    private OutputNote(Path file, FileChannel output, FileChannel notes, boolean appends, Set<Integer> unsettled)
            throws IOException {
        this.file = file;
        this.output = output;
        this.notes = notes;
        this.appends = appends;
        // One that was settled is over; the next under its identifier is another one, even if it looks the same.
        this.last = read().filter(noted -> unsettled.contains(noted.packetId())).orElse(null);
    }

    /**
     * Beside the file of a session; empty where standard output is no regular file.
     *
     * @param unsettled packet identifiers of the messages that an earlier process took in and did not settle
     * @throws Failure status 7 if the note cannot be kept
     */
    static Optional<OutputNote> beside(Path session, Set<Integer> unsettled) {
        Optional<FileChannel> output = reopened();
        if (output.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path notes = session.resolveSibling(session.getFileName() + ".written");
            return Optional.of(new OutputNote(notes, output.get(), opened(notes), appends(), unsettled));
        } catch (IOException e) {
            throw Failure.cannot("note what is written beside", session, e);
        }
    }

    /** The file that standard output goes to, whatever became of its name, if it is one and may be read. */
    private static Optional<FileChannel> reopened() {
        try {
            return Files.isRegularFile(STANDARD_OUTPUT)
                    ? Optional.of(FileChannel.open(STANDARD_OUTPUT, StandardOpenOption.READ))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FileChannel opened(Path notes) throws IOException {
        return FileChannel.open(notes, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The same for any file as output. */
    static OutputNote of(Path output, Path notes, boolean appends, Set<Integer> unsettled) throws IOException {
        return new OutputNote(
                notes, FileChannel.open(output, StandardOpenOption.READ), opened(notes), appends, unsettled);
    }

    private static boolean appends() throws IOException {
        return Files.readAllLines(FLAGS).stream()
                .filter(line -> line.startsWith("flags:"))
                .anyMatch(line -> (Integer.parseInt(line.substring(6).strip(), 8) & APPENDING) != 0);
    }

    /** The message's bytes are written next. */
    void about(Arrival message, Bytes bytes) throws IOException {
        long place = appends ? output.size() : position();
        int written = checksum(bytes.array(), bytes.size());
        ByteBuffer note = ByteBuffer.allocate(BYTES);
        note.putInt(message.messageId()).putInt(content(message)).putLong(place);
        note.putInt(bytes.size()).putInt(written);
        note.putInt(checksum(note.array(), note.position()));
        try {
            notes.write(note.clear(), 0);
        } catch (IOException e) {
            throw Unwritable.naming(file, e);
        }
    }

    @SuppressWarnings("resource") // closing it would close standard output
    private static long position() throws IOException {
        return new FileOutputStream(FileDescriptor.out).getChannel().position();
    }

    /** Whether an earlier process wrote this message as its last one and did not live to tell the broker. */
    boolean isWritten(Arrival message) throws IOException {
        Noted noted = last;
        if (noted == null || noted.packetId() != message.messageId() || noted.content() != content(message)) {
            return false;
        }
        last = null;
        return stands(noted);
    }

    private boolean stands(Noted noted) throws IOException {
        if (output.size() < noted.place() + noted.length()) {
            return false;
        }
        ByteBuffer found = ByteBuffer.allocate(noted.length());
        while (found.hasRemaining()) {
            if (output.read(found, noted.place() + found.position()) < 0) {
                return false;
            }
        }
        return checksum(found.array(), noted.length()) == noted.written();
    }

    private Optional<Noted> read() throws IOException {
        ByteBuffer note = ByteBuffer.allocate(BYTES);
        if (notes.read(note, 0) < BYTES) {
            return Optional.empty();
        }
        note.flip();
        Noted noted = new Noted(note.getInt(), note.getInt(), note.getLong(), note.getInt(), note.getInt());
        boolean whole = note.getInt() == checksum(note.array(), BYTES - Integer.BYTES);
        return Optional.of(noted).filter(any -> whole);
    }

    private static int content(Arrival message) {
        CRC32 sum = new CRC32();
        sum.update(message.topic().getBytes(UTF_8));
        sum.update(0);
        sum.update(message.payload());
        return (int) sum.getValue();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
