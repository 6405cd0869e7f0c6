package org.kafkamqtt.mqtt.paho;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.eclipse.paho.client.mqttv3.MqttClientPersistence;
import org.eclipse.paho.client.mqttv3.MqttPersistable;
import org.eclipse.paho.client.mqttv3.MqttPersistenceException;
import org.eclipse.paho.client.mqttv3.internal.MqttPersistentData;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.TopicName;
import org.kafkamqtt.mqtt.wire.TopicCode;

/**
 * The messages in flight of a kept session, and how far their source was read, in a file that is only ever added to.
 *
 * <p>What was taken from the source and that it was taken stand in one entry, so that a process killed at any moment neither
 * forgets a message nor takes it twice. Each entry is one write; a torn one at the end is left out when it is read again.
 * Entries are handed to the operating system, not forced to the disk: they survive the process, not a loss of power. Thread-safe.
 */
public final class SessionLog implements MqttClientPersistence {
    private static final long COMPACT_BYTES = 16L * 1024 * 1024;
    /** Length and checksum. */
    private static final int FRAME = 8;

    private static final int PIECE = 64 * 1024;
    private static final byte OWNER = 1;
    private static final byte PUT = 2;
    private static final byte REMOVE = 3;
    private static final String SENT = "s-";
    private static final String RECEIVED = "r-";

    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    private record Kept(byte[] header, byte[] payload) {}

    private final Path file;
    private final Map<String, Kept> live = new LinkedHashMap<>();
    private String clientId = "";
    private String source = "";
    private Mark mark = Mark.START;
    private Mark next = Mark.START;
    private @Nullable FileChannel channel;
    private long size;
    /** Where the payloads of received messages are, which Paho does not see. */
    private IntFunction<Optional<byte[]>> held = packetId -> Optional.empty();

    /**
     * Opens the file, or makes a new one.
     *
     * @param clientId whose session it is, if the file is new
     * @param source what is published, such as the name of a file
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

    /** The log of a session that is kept in a file and remembers no source, if it is; opened. */
    public static Optional<SessionLog> of(ConnectionSettings settings) {
        return settings.session().file().map(place -> new SessionLog(place, settings.clientId(), ""));
    }

    /** The settings of a connection that goes on with this session, under the identifier it began with. */
    public ConnectionSettings resumedBy(ConnectionSettings settings) {
        Session session = new Session(clientId(), settings.session().generated(), false, Optional.of(file));
        return settings.withSession(session);
    }

    private Failure unusable(IOException e) {
        return Failure.cannot("use", file, e);
    }

    /** Whose session it is. */
    public synchronized String clientId() {
        return clientId;
    }

    /** How far the source was read when the last message was taken. */
    public synchronized Mark mark() {
        return mark;
    }

    /** The publications in flight, each with its {@link Publication#restoredSequence}. */
    synchronized List<Publication> inFlight() {
        return live.entrySet().stream()
                .filter(e -> e.getKey().startsWith(SENT))
                .map(e -> publication(Long.parseLong(e.getKey().substring(SENT.length())), e.getValue()))
                .toList();
    }

    /** The packet identifiers of messages that came at QoS 2 and are not settled. */
    public synchronized Set<Integer> received() {
        return live.keySet().stream()
                .filter(key -> key.startsWith(RECEIVED))
                .map(key -> Integer.valueOf(key.substring(RECEIVED.length())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Read off the PUBLISH packet: behind its fixed header stands the topic, with its length before it. */
    private static Publication publication(long packetId, Kept kept) {
        byte[] header = kept.header();
        int at = 2;
        while (header[at - 1] < 0) {
            at++;
        }
        int length = (header[at] & 0xff) << 8 | header[at + 1] & 0xff;
        String topic = TopicCode.decoded(new String(header, at + 2, length, StandardCharsets.UTF_8));
        Qos qos = Qos.of(header[0] >> 1 & 3);
        long sequence = Publication.restoredSequence(packetId);
        return new Publication(sequence, new TopicName(topic), kept.payload(), qos, (header[0] & 1) != 0);
    }

    /** How far the source is read once the next message is taken. */
    synchronized void next(Mark reached) {
        next = reached;
    }

    private void replay() throws IOException {
        long left = Files.size(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (left > FRAME) {
                int length = in.readInt();
                int sum = in.readInt();
                left -= FRAME;
                if (length < 0 || length > left) {
                    return;
                }
                byte[] entry = in.readNBytes(length);
                left -= length;
                if (sum != checksum(entry)) {
                    return;
                }
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

    private static int checksum(byte[] entry) {
        CRC32 sum = new CRC32();
        sum.update(entry);
        return (int) sum.getValue();
    }

    /** Writes what is still true into a new file, which then takes the place of the old one. */
    private void compact() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            size = compactedInto(fresh);
        } finally {
            // On a full disk what was begun would hold the room that is missing.
            Files.deleteIfExists(fresh);
        }
        if (channel != null) {
            channel.close();
        }
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private long compactedInto(Path fresh) throws IOException {
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
            written += write(out, owner(), new byte[0]);
            for (Map.Entry<String, Kept> kept : live.entrySet()) {
                written += write(
                        out,
                        put(kept.getKey(), kept.getValue()),
                        kept.getValue().payload());
            }
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return written;
    }

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private Content owner() {
        return out -> {
            out.writeByte(OWNER);
            out.writeUTF(clientId);
            out.writeUTF(source);
            out.writeLong(mark.offset());
            out.writeLong(mark.number());
        };
    }

    /** All but the payload, which comes last. */
    private Content put(String key, Kept kept) {
        return out -> {
            out.writeByte(PUT);
            out.writeLong(mark.offset());
            out.writeLong(mark.number());
            out.writeUTF(key);
            out.writeInt(kept.header().length);
            out.write(kept.header());
        };
    }

    /** Length and checksum of an entry, then its content; the payload belongs behind it. */
    private static byte[] framed(Content content, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(new DataOutputStream(bytes));
        byte[] head = bytes.toByteArray();
        CRC32 sum = new CRC32();
        sum.update(head);
        sum.update(payload);
        ByteBuffer framed = ByteBuffer.allocate(FRAME + head.length);
        framed.putInt(head.length + payload.length).putInt((int) sum.getValue()).put(head);
        return framed.array();
    }

    /** Writes an entry; a small one in one write. */
    private static long write(OutputStream out, Content content, byte[] payload) throws IOException {
        byte[] head = framed(content, payload);
        int first = Math.min(payload.length, PIECE);
        byte[] beginning = Arrays.copyOf(head, head.length + first);
        System.arraycopy(payload, 0, beginning, head.length, first);
        out.write(beginning);
        for (int at = first; at < payload.length; at += PIECE) {
            out.write(payload, at, Math.min(PIECE, payload.length - at));
        }
        return (long) head.length + payload.length;
    }

    private void append(Content content, byte[] payload) throws MqttPersistenceException {
        try {
            FileChannel out = channel;
            if (out == null || !out.isOpen()) {
                throw new IOException("closed");
            }
            size += written(out, content, payload);
            if (size > COMPACT_BYTES && size > 2L * liveBytes()) {
                compact();
            }
        } catch (IOException e) {
            throw new MqttPersistenceException(Unwritable.naming(file, e));
        }
    }

    /** A torn entry would hide all that are written after it, so it is cut off at once. */
    private long written(FileChannel out, Content content, byte[] payload) throws IOException {
        try {
            return write(Channels.newOutputStream(out), content, payload);
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

    @Override
    public void open(String client, String address) {
        // It is open from the beginning.
    }

    /** Tells where the payloads of received messages are, by packet identifier: Paho keeps their headers only. */
    synchronized void payloadsFrom(IntFunction<Optional<byte[]>> payloads) {
        held = payloads;
    }

    @Override
    public synchronized void put(String key, MqttPersistable value) throws MqttPersistenceException {
        byte[] header = part(value.getHeaderBytes(), value.getHeaderOffset(), value.getHeaderLength());
        byte[] payload = part(value.getPayloadBytes(), value.getPayloadOffset(), value.getPayloadLength());
        Kept kept = key.startsWith(RECEIVED)
                ? held.apply(Integer.parseInt(key.substring(RECEIVED.length())))
                        .map(bytes -> new Kept(announcing(bytes.length, header), bytes))
                        .orElse(new Kept(header, payload))
                : new Kept(header, payload);
        if (key.startsWith(SENT)) {
            mark = next;
        }
        live.put(key, kept);
        append(put(key, kept), kept.payload());
    }

    /** The header of a PUBLISH without payload as that of one with this many bytes. */
    private static byte[] announcing(int payloadLength, byte[] header) {
        int at = 2;
        while (header[at - 1] < 0) {
            at++;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(header.length + 3);
        whole.write(header[0]);
        int left = header.length - at + payloadLength;
        do {
            whole.write(left > 0x7f ? left & 0x7f | 0x80 : left);
            left >>>= 7;
        } while (left > 0);
        whole.write(header, at, header.length - at);
        return whole.toByteArray();
    }

    /** The part, which is the array itself if it is all of it: nobody changes a payload. */
    private static byte[] part(byte @Nullable [] bytes, int offset, int length) {
        if (bytes != null && offset == 0 && length == bytes.length) {
            return bytes;
        }
        byte[] part = new byte[bytes == null ? 0 : length];
        if (bytes != null) {
            System.arraycopy(bytes, offset, part, 0, length);
        }
        return part;
    }

    @Override
    public synchronized MqttPersistable get(String key) throws MqttPersistenceException {
        Kept kept = live.get(key);
        if (kept == null) {
            throw new MqttPersistenceException();
        }
        return new MqttPersistentData(
                key, kept.header(), 0, kept.header().length, kept.payload(), 0, kept.payload().length);
    }

    @Override
    public synchronized void remove(String key) throws MqttPersistenceException {
        if (live.remove(key) != null) {
            append(
                    out -> {
                        out.writeByte(REMOVE);
                        out.writeUTF(key);
                    },
                    new byte[0]);
        }
    }

    @Override
    public synchronized Enumeration<String> keys() {
        return Collections.enumeration(List.copyOf(live.keySet()));
    }

    @Override
    public synchronized void clear() throws MqttPersistenceException {
        for (String key : List.copyOf(live.keySet())) {
            remove(key);
        }
    }

    @Override
    public synchronized boolean containsKey(String key) {
        return live.containsKey(key);
    }

    /** Nothing: Paho closes with every loss of the connection; {@link #end} is the end. */
    @Override
    public void close() {
        // see above
    }

    /** Closes the file. */
    public synchronized void end() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }
}
