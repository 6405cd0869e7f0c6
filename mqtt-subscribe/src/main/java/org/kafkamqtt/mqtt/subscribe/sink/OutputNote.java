package org.kafkamqtt.mqtt.subscribe.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.console.stream.OutputFile;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * What is about to be written to standard output, noted in a file, so that the next process after a kill can see whether
 * it was written, and cut off what was written only in part.
 *
 * <p>Only where standard output is an {@link OutputFile}; a pipe does not show what was written. Not thread-safe; the
 * writing thread owns it.
 */
public final class OutputNote {
    /** The head of a note: five numbers of 4 bytes and one of 8; the beginning of what is written and a checksum follow. */
    private static final int HEAD = 28;

    /** Enough bytes to recognise what was torn. */
    private static final int BEGINNING = 64 * 1024;

    private final Path file;
    private final OutputFile output;
    private final FileChannel notes;
    private final long torn;
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

    private OutputNote(Path file, OutputFile output, FileChannel notes, Set<Integer> unsettled) throws IOException {
        this.file = file;
        this.output = output;
        this.notes = notes;
        ByteBuffer beginning = ByteBuffer.allocate(BEGINNING);
        Optional<Noted> found = read(beginning);
        this.torn = found.isEmpty()
                ? 0
                : output.cutOff(
                        found.get().place(),
                        beginning.array(),
                        beginning.position(),
                        found.get().length());
        // One that was settled is over; the next under its identifier is another one, even if it looks the same.
        this.last = found.filter(noted -> unsettled.contains(noted.packetId())).orElse(null);
    }

    /**
     * Next to the file of a session.
     *
     * @param unsettled packet identifiers of the messages that an earlier process took and did not settle
     * @throws Failure status 7 if the note cannot be kept
     */
    public static OutputNote beside(Path session, OutputFile output, Set<Integer> unsettled) {
        try {
            return of(session.resolveSibling(session.getFileName() + ".written"), output, unsettled);
        } catch (IOException e) {
            throw Failure.cannot("note what is written beside", session, e);
        }
    }

    /** In a file of its own. */
    static OutputNote of(Path notes, OutputFile output, Set<Integer> unsettled) throws IOException {
        FileChannel channel =
                FileChannel.open(notes, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new OutputNote(notes, output, channel, unsettled);
    }

    /** How many bytes of a torn message were cut off the output. */
    public long torn() {
        return torn;
    }

    /** The message's bytes are written next. */
    void about(Arrival message, Bytes bytes) throws IOException {
        int known = Math.min(BEGINNING, bytes.size());
        ByteBuffer note = ByteBuffer.allocate(HEAD + known + Integer.BYTES);
        note.putInt(message.messageId()).putInt(content(message)).putLong(output.end());
        note.putInt(bytes.size()).putInt(checksum(bytes.array(), bytes.size()));
        note.putInt(known).put(bytes.array(), 0, known);
        note.putInt(checksum(note.array(), note.position()));
        try {
            notes.write(note.clear(), 0);
        } catch (IOException e) {
            throw Unwritable.naming(file, e);
        }
    }

    /** Whether an earlier process wrote this message as its last one and was killed before it could acknowledge it. */
    boolean isWritten(Arrival message) throws IOException {
        Noted noted = last;
        if (noted == null || noted.packetId() != message.messageId() || noted.content() != content(message)) {
            return false;
        }
        last = null;
        return stands(noted);
    }

    private boolean stands(Noted noted) throws IOException {
        byte[] found = output.read(noted.place(), noted.length());
        return found.length == noted.length() && checksum(found, noted.length()) == noted.written();
    }

    /** The note, if it is whole, and the beginning of what it is about. */
    private Optional<Noted> read(ByteBuffer beginning) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(HEAD + BEGINNING + Integer.BYTES);
        int size = Math.max(0, notes.read(note, 0));
        note.flip();
        if (size < HEAD) {
            return Optional.empty();
        }
        Noted noted = new Noted(note.getInt(), note.getInt(), note.getLong(), note.getInt(), note.getInt());
        int known = note.getInt();
        if (known < 0 || known > note.remaining() - Integer.BYTES) {
            return Optional.empty();
        }
        beginning.put(note.array(), HEAD, known);
        int sum = note.position(HEAD + known).getInt();
        return Optional.of(noted).filter(any -> sum == checksum(note.array(), HEAD + known));
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
