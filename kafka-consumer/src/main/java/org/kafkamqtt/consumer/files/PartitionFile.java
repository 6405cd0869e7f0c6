package org.kafkamqtt.consumer.files;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.console.stream.FileOutput;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * The file of one partition with its checkpoint, under a lock: whatever comes after the checkpoint is cut off when it is
 * opened, so that each record is in it once.
 *
 * <p>Not thread-safe; the owner of the sink owns it.
 */
final class PartitionFile implements Closeable {
    private static final int LARGE = 1 << 16;

    private final FilePlan plan;
    private final TopicPartition partition;
    private final FileChannel lockFile;
    private final Bytes bytes = new Bytes(2 * LARGE);
    private FileChannel channel;
    private @Nullable OutputStream member;
    private Checkpoint checkpoint;
    private long openedAt = System.nanoTime();
    private long firstTaken = -1;
    /** Bytes that have left for the file, settled or not. */
    private long written;

    /** Where reading begins, if that is not the checkpoint's next offset. */
    private final OptionalLong begin;

    private PartitionFile(
            FilePlan plan,
            TopicPartition partition,
            FileChannel lockFile,
            FileChannel channel,
            Checkpoint checkpoint,
            OptionalLong begin) {
        this.begin = begin;
        this.plan = plan;
        this.partition = partition;
        this.lockFile = lockFile;
        this.channel = channel;
        this.checkpoint = checkpoint;
        this.written = checkpoint.bytes();
    }

    /**
     * Opens the file where its checkpoint says; returns nothing while another process holds it.
     *
     * <p>If the topic is not the checkpoint's, the file is sealed and a new one started.
     *
     * @param facts about the topic as it is now
     * @param say tells the user what is not as it was left
     */
    static Optional<PartitionFile> open(FilePlan plan, TopicPartition partition, TopicFacts facts, Consumer<String> say)
            throws IOException {
        Files.createDirectories(plan.state());
        FileChannel lockFile =
                FileChannel.open(plan.lock(partition), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                lockFile.close();
                return Optional.empty();
            }
            FileResumption resumed = FileResumption.of(plan, partition, recovered(plan, partition), facts, say);
            Checkpoint checkpoint = resumed.checkpoint();
            return Optional.of(
                    new PartitionFile(plan, partition, lockFile, cut(plan, checkpoint), checkpoint, resumed.begin()));
        } catch (OverlappingFileLockException e) {
            lockFile.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static Checkpoint recovered(FilePlan plan, TopicPartition partition) throws IOException {
        Path path = plan.checkpoint(partition);
        String name = plan.open(partition);
        Optional<Checkpoint> kept = Checkpoint.read(path);
        if (kept.isEmpty()) {
            if (Files.exists(plan.folder().resolve(name))) {
                throw new Failure(
                        ExitStatus.INPUT_OUTPUT,
                        plan.folder().resolve(name)
                                + " already exists and has no checkpoint, so it is not ours to change: move it away, or give"
                                + " another --out");
            }
            Checkpoint first = Checkpoint.empty(name, Optional.empty(), false);
            first.write(path, plan.durable());
            return first;
        }
        Checkpoint checkpoint = kept.get();
        if (!checkpoint.file().equals(name)) {
            throw Failure.usage(plan.folder() + " was started with other options: it holds " + checkpoint.file()
                    + ", and this run would write " + name);
        }
        return sealedMeanwhile(plan, partition, checkpoint) ? emptied(plan, partition, checkpoint) : checkpoint;
    }

    /** Whether the file got its final name, and the process ended before the checkpoint recorded that. */
    private static boolean sealedMeanwhile(FilePlan plan, TopicPartition partition, Checkpoint checkpoint) {
        return checkpoint.bytes() > 0
                && !Files.exists(plan.folder().resolve(checkpoint.file()))
                && Files.exists(plan.folder().resolve(sealedName(plan, partition, checkpoint)));
    }

    /** The final name of the file of this checkpoint. */
    static String sealedName(FilePlan plan, TopicPartition partition, Checkpoint checkpoint) {
        return plan.sealed(
                partition,
                checkpoint.mark(),
                checkpoint.first().orElse(0),
                checkpoint.next().orElse(0));
    }

    private static Checkpoint emptied(FilePlan plan, TopicPartition partition, Checkpoint checkpoint)
            throws IOException {
        Checkpoint next = new Checkpoint(
                checkpoint.file(),
                checkpoint.topic(),
                checkpoint.renewed(),
                OptionalLong.empty(),
                checkpoint.next(),
                0);
        next.write(plan.checkpoint(partition), plan.durable());
        return next;
    }

    /** Opens the file at the checkpoint and drops what comes after it. */
    static FileChannel cut(FilePlan plan, Checkpoint checkpoint) throws IOException {
        FileChannel channel = FileChannel.open(
                plan.folder().resolve(checkpoint.file()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.size() < checkpoint.bytes()) {
            channel.close();
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    plan.folder().resolve(checkpoint.file()) + " is shorter than its checkpoint says, so "
                            + "it was changed: restore it, or remove it together with its checkpoint");
        }
        channel.truncate(checkpoint.bytes());
        channel.position(checkpoint.bytes());
        return channel;
    }

    /** The offset that comes next, if that is known: nothing before the first record. */
    OptionalLong next() {
        return begin.isPresent() ? begin : checkpoint.next();
    }

    /** Takes a record's bytes; they count from the next {@link #settle} on. */
    void take(RecordFormat format, LogRecord record) throws IOException {
        if (firstTaken < 0) {
            firstTaken = record.offset();
        }
        format.add(bytes, record);
        if (bytes.size() >= LARGE) {
            write();
        }
    }

    private void write() throws IOException {
        if (bytes.size() == 0) {
            return;
        }
        if (plan.packing() == Packing.NONE) {
            bytes.writeTo(new FileOutput(path(), Channels.newOutputStream(channel)));
        } else {
            if (member == null) {
                OutputStream file = new Unclosed(
                        new BufferedOutputStream(new FileOutput(path(), Channels.newOutputStream(channel)), LARGE));
                member = plan.packing().member(file);
            }
            bytes.writeTo(member);
        }
        bytes.clear();
        written = channel.position();
    }

    private Path path() {
        return plan.folder().resolve(checkpoint.file());
    }

    private void force() throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw Unwritable.naming(path(), e);
        }
    }

    /** Makes everything count that was taken, up to the offset that comes next. */
    void settle(long next) throws IOException {
        if (checkpoint.next().equals(OptionalLong.of(next)) && firstTaken < 0) {
            return;
        }
        write();
        if (member != null) {
            member.close();
            member = null;
        }
        if (plan.durable()) {
            force();
        }
        OptionalLong first =
                checkpoint.first().isPresent() || firstTaken < 0 ? checkpoint.first() : OptionalLong.of(firstTaken);
        checkpoint = new Checkpoint(
                checkpoint.file(),
                checkpoint.topic(),
                checkpoint.renewed(),
                first,
                OptionalLong.of(next),
                channel.position());
        checkpoint.write(plan.checkpoint(partition), plan.durable());
        firstTaken = -1;
        written = checkpoint.bytes();
        if (due()) {
            rotate();
        }
    }

    /** Whether it has the size of a whole file; what a compressor still holds does not count. */
    boolean full() {
        return plan.rotation().full(written + (plan.packing() == Packing.NONE ? bytes.size() : 0));
    }

    /** Whether it is time for the next file, including what is not settled yet. */
    boolean due() throws IOException {
        long size = channel.position() + bytes.size();
        return size > 0 && plan.rotation().due(size, System.nanoTime() - openedAt);
    }

    private void rotate() throws IOException {
        channel.close();
        Files.move(
                plan.folder().resolve(checkpoint.file()),
                plan.folder().resolve(sealedName(plan, partition, checkpoint)),
                StandardCopyOption.ATOMIC_MOVE);
        checkpoint = emptied(plan, partition, checkpoint);
        channel = cut(plan, checkpoint);
        written = 0;
        openedAt = System.nanoTime();
    }

    /** Gives the file up; what was taken and not settled is forgotten. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            lockFile.close();
        }
    }

    /** Closing a member of a packed file must leave the file open. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] written, int offset, int length) throws IOException {
            out.write(written, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
