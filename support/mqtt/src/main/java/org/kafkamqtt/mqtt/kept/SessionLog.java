package org.kafkamqtt.mqtt.kept;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Session;

/**
 * The in-flight messages of a kept session, and how far their source was read, in an append-only file.
 *
 * <p>A message and the mark up to it are in one entry, so that a process killed at any moment neither
 * forgets a message nor takes it twice. Each entry is one write; a torn one at the end is ignored when the file is read.
 * Entries are handed to the operating system, not forced to the disk: they survive the process, not a loss of power. Thread-safe.
 */
public final class SessionLog implements AutoCloseable {
    private static final long COMPACT_BYTES = 16L * 1024 * 1024;
    private static final byte OWNER = 1;
    private static final byte PUT = 2;
    private static final byte REMOVE = 3;
    /** Prefix of the keys of sent messages; the packet identifier follows. */
    public static final String SENT = "s-";
    /** Prefix of the keys of received messages. */
    public static final String RECEIVED = "r-";
    /** The same of a session of MQTT 5, whose packets are written in another way. */
    public static final String SENT_FIVE = "s5-";
    /** The same of received messages. */
    public static final String RECEIVED_FIVE = "r5-";
    /** The same of sent messages whose release is due. */
    public static final String RELEASED_FIVE = "sc5-";

    /** A packet in flight: its header, and the rest. */
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    public record Kept(byte[] header, byte[] payload) {}

    private final Path file;
    private final Map<String, Kept> live = new LinkedHashMap<>();
    private String clientId = "";
    private String source = "";
    private Mark mark = Mark.START;
    private Mark next = Mark.START;
    private @Nullable FileChannel channel;
    private long size;

    /**
     * Opens the file, or makes a new one.
     *
     * @param clientId whose session it is, if the file is new
     * @param source of the publications, such as the name of a file
     * @throws Failure status 2 if the file belongs to another source, 7 if it cannot be used
     */
    public SessionLog(Path file, String clientId, String source) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                replay();
            }
            if (!this.source.isEmpty() && !this.source.equals(source)) {
                throw Failure.usage(file + " belongs to " + this.source + ", not to " + source);
            }
            this.clientId = this.clientId.isEmpty() ? clientId : this.clientId;
            this.source = source;
            this.next = mark;
            compact();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The log, opened, of a session without a source, if it is kept in a file. */
    public static Optional<SessionLog> of(ConnectionSettings settings) {
        return settings.session().file().map(place -> new SessionLog(place, settings.clientId(), ""));
    }

    /** The settings of a connection that continues this session, under the identifier it began with. */
    public ConnectionSettings resumedBy(ConnectionSettings settings) {
        Session session = new Session(clientId(), settings.session().generated(), false, Optional.of(file));
        return settings.withSession(session);
    }

    private Failure unusable(IOException e) {
        return Failure.cannot("use", file, e);
    }

    /**
     * Refuses to go on with a session whose messages in flight were written for the other protocol.
     *
     * @param five whether the connection speaks MQTT 5
     * @throws Failure status 2 if they were
     */
    public synchronized void check(boolean five) {
        if (live.keySet().stream().anyMatch(key -> isOfFive(key) != five)) {
            throw Failure.usage(file + " holds messages in flight of a session of MQTT "
                    + (five ? "3.1.1: leave out -V 5" : "5: use -V 5") + ", or remove it to begin anew");
        }
    }

    private static boolean isOfFive(String key) {
        return key.startsWith(SENT_FIVE) || key.startsWith(RECEIVED_FIVE) || key.startsWith(RELEASED_FIVE);
    }

    /** The client identifier of the session. */
    public synchronized String clientId() {
        return clientId;
    }

    /** How far the source was read when the last message was taken. */
    public synchronized Mark mark() {
        return mark;
    }

    /** The packets in flight whose keys have this prefix, by the rest of their keys, in the order in which they came. */
    public synchronized Map<Integer, Kept> packets(String beginning) {
        Map<Integer, Kept> packets = new LinkedHashMap<>();
        live.forEach((key, kept) -> {
            if (key.startsWith(beginning)) {
                packets.put(Integer.valueOf(key.substring(beginning.length())), kept);
            }
        });
        return packets;
    }

    /** The packet identifiers of received QoS 2 messages that are not settled. */
    public synchronized Set<Integer> received() {
        Set<Integer> all = new HashSet<>(packets(RECEIVED).keySet());
        all.addAll(packets(RECEIVED_FIVE).keySet());
        return Set.copyOf(all);
    }

    /** How far the source is read once the next message is taken. */
    public synchronized void next(Mark reached) {
        next = reached;
    }

    private void replay() throws IOException {
        long left = Files.size(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (byte[] entry; (entry = SessionEntry.read(in, left)) != null; left -= SessionEntry.size(entry)) {
                apply(new DataInputStream(new ByteArrayInputStream(entry)));
            }
        }
    }

    private void apply(DataInputStream entry) throws IOException {
        switch (entry.readByte()) {
            case OWNER -> {
                clientId = entry.readUTF();
                source = entry.readUTF();
                mark = new Mark(entry.readLong(), entry.readLong());
            }
            case PUT -> {
                mark = new Mark(entry.readLong(), entry.readLong());
                String key = entry.readUTF();
                byte[] header = entry.readNBytes(entry.readInt());
                live.put(key, new Kept(header, entry.readAllBytes()));
            }
            case REMOVE -> live.remove(entry.readUTF());
            default -> throw new IOException("not a file of a session");
        }
    }

    /** Writes what is still valid into a new file, which then replaces the old one. */
    private void compact() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            size = compactInto(fresh);
        } finally {
            // On a full disk what was begun would hold the room that is missing.
            Files.deleteIfExists(fresh);
        }
        if (channel != null) {
            channel.close();
        }
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private long compactInto(Path fresh) throws IOException {
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
            written += SessionEntry.write(out, owner(), new byte[0]);
            for (Map.Entry<String, Kept> kept : live.entrySet()) {
                written += SessionEntry.write(
                        out,
                        put(kept.getKey(), kept.getValue(), mark),
                        kept.getValue().payload());
            }
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return written;
    }

    private SessionEntry.Content owner() {
        return out -> {
            out.writeByte(OWNER);
            out.writeUTF(clientId);
            out.writeUTF(source);
            out.writeLong(mark.offset());
            out.writeLong(mark.number());
        };
    }

    /** All but the payload, which comes last. */
    private static SessionEntry.Content put(String key, Kept kept, Mark mark) {
        return out -> {
            out.writeByte(PUT);
            out.writeLong(mark.offset());
            out.writeLong(mark.number());
            out.writeUTF(key);
            out.writeInt(kept.header().length);
            out.write(kept.header());
        };
    }

    private void append(SessionEntry.Content content, byte[] payload) throws IOException {
        try {
            FileChannel out = channel;
            if (out == null || !out.isOpen()) {
                throw new IOException("closed");
            }
            size += writeOrCutOff(out, content, payload);
            if (size > COMPACT_BYTES && size > 2L * liveBytes()) {
                compact();
            }
        } catch (IOException e) {
            throw Unwritable.naming(file, e);
        }
    }

    /** A torn entry would hide all entries after it, so it is cut off at once. */
    private long writeOrCutOff(FileChannel out, SessionEntry.Content content, byte[] payload) throws IOException {
        try {
            return SessionEntry.write(Channels.newOutputStream(out), content, payload);
        } catch (IOException e) {
            out.truncate(size);
            throw e;
        }
    }

    private long liveBytes() {
        return live.values().stream()
                .mapToLong(k -> k.header().length + k.payload().length)
                .sum();
    }

    /** Adds a packet in flight, or replaces the one with this key. */
    public synchronized void put(String key, Kept kept) throws IOException {
        if (key.startsWith(SENT) || key.startsWith(SENT_FIVE)) {
            mark = next;
        }
        live.put(key, kept);
        append(put(key, kept, mark), kept.payload());
    }

    /** What is in flight under this key, if anything. */
    public synchronized @Nullable Kept get(String key) {
        return live.get(key);
    }

    /** The packet is no longer in flight, if it was. */
    public synchronized void remove(String key) throws IOException {
        if (live.remove(key) != null) {
            append(
                    out -> {
                        out.writeByte(REMOVE);
                        out.writeUTF(key);
                    },
                    new byte[0]);
        }
    }

    /** Removes all. */
    public synchronized void clear() throws IOException {
        for (String key : keys()) {
            remove(key);
        }
    }

    /** The keys of what is in flight, in the order in which it came. */
    public synchronized List<String> keys() {
        return List.copyOf(live.keySet());
    }

    /** Closes the file. */
    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }
}
