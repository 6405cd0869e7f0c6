package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.OutputFile;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * A folder with one file per topic, to which messages are appended.
 *
 * <p>At most {@value #OPEN} files are open at a time; the one longest unused is closed first. A file that is full or old is
 * renamed to the next free {@code .1}, {@code .2} and so on, so that the highest number is the newest. Not thread-safe; the
 * writing thread owns it.
 */
public final class OutputFolder implements Sink {
    static final int OPEN = 200;
    private static final int PIECE = 64 * 1024;
    private static final int FIRST = 1024;
    /** The most written at a time, and kept of a buffer: what is written is copied out of the heap first. */
    private static final int WRITE = 1024 * 1024;

    private final Path folder;
    private final LineFormat format;
    private final Rotation rotation;
    private final boolean durable;
    private final byte[] end;
    private final Consumer<String> say;
    private final LongSupplier nanoTime;
    private final Map<String, TopicFile> files = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<TopicFile> dirty = new LinkedHashSet<>();

    public OutputFolder(
            Path folder, LineFormat format, byte[] end, Rotation rotation, boolean durable, Consumer<String> say) {
        this(folder, format, end, rotation, durable, say, System::nanoTime);
    }

    /**
     * Makes the folder.
     *
     * @param end of each message, which is also added to a file torn by a kill
     * @param durable whether a flush reaches the disk and not only the operating system
     * @throws Failure status 7 if the folder cannot be made
     */
    OutputFolder(
            Path folder,
            LineFormat format,
            byte[] end,
            Rotation rotation,
            boolean durable,
            Consumer<String> say,
            LongSupplier nanoTime) {
        this.folder = folder;
        this.format = format;
        this.end = end;
        this.rotation = rotation;
        this.durable = durable;
        this.say = say;
        this.nanoTime = nanoTime;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    @Override
    public void write(Arrival message) throws IOException {
        TopicFile file = files.get(message.topic());
        if (file == null) {
            makeRoom();
            file = new TopicFile(folder.resolve(FileName.of(message.topic())));
            files.put(message.topic(), file);
        }
        file.write(message);
    }

    private void makeRoom() throws IOException {
        if (files.size() >= OPEN) {
            Map.Entry<String, TopicFile> oldest = files.entrySet().iterator().next();
            files.remove(oldest.getKey());
            dirty.remove(oldest.getValue());
            oldest.getValue().flush();
            oldest.getValue().close();
        }
    }

    @Override
    public void flush() throws IOException {
        dirty.forEach(TopicFile::flush);
        dirty.clear();
    }

    @Override
    public void tick() throws IOException {
        for (TopicFile file : files.values()) {
            file.rotateIfDue();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        List<TopicFile> open = new ArrayList<>(files.values());
        files.clear();
        for (TopicFile file : open) {
            file.close();
        }
    }

    private static Failure cannotWrite(Path file, IOException e) {
        return Failure.cannot("write", file, e);
    }

    /** The file of one topic, opened with the first message after a rotation. */
    private final class TopicFile {
        private final Path path;
        private Bytes buffer = new Bytes(FIRST);
        private FileChannel channel;
        private long size;
        private long opened;

        TopicFile(Path path) {
            this.path = path;
            this.channel = open();
        }

        private FileChannel open() {
            try {
                FileChannel opening = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                size = opening.size();
                opened = nanoTime.getAsLong();
                closeTorn();
                return opening;
            } catch (IOException e) {
                throw cannotWrite(path, e);
            }
        }

        /** A torn message that a killed process left at the end gets a line of its own. */
        private void closeTorn() throws IOException {
            if (size > 0) {
                try (OutputFile file = OutputFile.of(path)) {
                    if (file.isOpen(end)) {
                        say.accept(path + " ends in the middle of a message; continuing on a new line");
                        buffer.add(end);
                    }
                }
            }
        }

        void write(Arrival message) throws IOException {
            rotateIfDue();
            dirty.add(this);
            int before = buffer.size();
            try {
                format.write(message, buffer);
            } catch (OutOfMemoryError e) {
                buffer.shrinkTo(before);
                throw e;
            }
            size += buffer.size() - before;
            if (buffer.size() >= PIECE) {
                drain();
            }
        }

        void rotateIfDue() throws IOException {
            if (rotation.due(size, nanoTime.getAsLong() - opened)) {
                flush();
                close();
                Files.move(path, freeName());
                channel = open();
            }
        }

        private Path freeName() {
            int number = 1;
            while (Files.exists(path.resolveSibling(path.getFileName() + "." + number))) {
                number++;
            }
            return path.resolveSibling(path.getFileName() + "." + number);
        }

        void flush() {
            try {
                drain();
                if (durable) {
                    channel.force(false);
                }
            } catch (IOException e) {
                throw cannotWrite(path, e);
            }
        }

        private void drain() {
            ByteBuffer bytes = ByteBuffer.wrap(buffer.array(), 0, buffer.size());
            try {
                while (bytes.position() < buffer.size()) {
                    bytes.limit(Math.min(buffer.size(), bytes.position() + WRITE));
                    channel.write(bytes);
                }
            } catch (IOException e) {
                takeBack(bytes.position());
                throw cannotWrite(path, e);
            } finally {
                buffer.clear();
                if (buffer.array().length > WRITE) {
                    buffer = new Bytes(FIRST);
                }
            }
        }

        /** A full disk leaves nothing torn: a partial write is cut off. */
        private void takeBack(int written) {
            try {
                channel.truncate(channel.size() - written);
            } catch (IOException e) {
                // The file stays torn, and the next run begins a new line.
            }
        }

        void close() throws IOException {
            channel.close();
        }
    }
}
