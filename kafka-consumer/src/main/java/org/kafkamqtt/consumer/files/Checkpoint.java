package org.kafkamqtt.consumer.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;

/**
 * How far a partition has been written to its file: the truth that a restart goes back to.
 *
 * @param file name of the file that is being written
 * @param topic ID of the topic of the records; nothing if the cluster did not reveal it, or an earlier version wrote this
 * @param renewed whether another topic of the same name was written here before, so that the names of finished files carry the ID
 * @param first offset of the first record in it, or of the next one if it is empty; nothing before the first record
 * @param next offset of the record that comes next; nothing before the first record
 * @param bytes length of the file that counts; what comes after it was never finished
 */
record Checkpoint(
        String file, Optional<Uuid> topic, boolean renewed, OptionalLong first, OptionalLong next, long bytes) {
    private static final String UNTOLD = "-";
    private static final Pattern LINE =
            Pattern.compile("(?:v1 (?<old>\\S+)|v2 (?<file>\\S+) topic=(?<topic>\\S+) renewed=(?<renewed>[01]))"
                    + " first=(?<first>-?\\d+) next=(?<next>-?\\d+) bytes=(?<bytes>\\d+) end\\n");

    static Checkpoint empty(String file, Optional<Uuid> topic, boolean renewed) {
        return new Checkpoint(file, topic, renewed, OptionalLong.empty(), OptionalLong.empty(), 0);
    }

    /** The same, of a topic with this ID. */
    Checkpoint of(Optional<Uuid> id) {
        return new Checkpoint(file, id, renewed, first, next, bytes);
    }

    /** What distinguishes the names of finished files from those of an earlier topic: its ID, if there was one. */
    String mark() {
        return renewed ? topic.map(id -> id + ".").orElse("") : "";
    }

    /** The checkpoint kept in the file, or nothing if there is none. */
    static Optional<Checkpoint> read(Path path) throws IOException {
        String text;
        try {
            text = Files.readString(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, path + " is not a checkpoint that this version can read");
        }
        String old = matcher.group("old");
        return Optional.of(new Checkpoint(
                old == null ? matcher.group("file") : old,
                Optional.ofNullable(matcher.group("topic"))
                        .filter(id -> !id.equals(UNTOLD))
                        .map(Uuid::fromString),
                "1".equals(matcher.group("renewed")),
                known(matcher.group("first")),
                known(matcher.group("next")),
                Long.parseLong(matcher.group("bytes"))));
    }

    private static OptionalLong known(String number) {
        return number.equals("-1") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
    }

    String line() {
        return "v2 " + file + " topic=" + topic.map(Uuid::toString).orElse(UNTOLD) + " renewed=" + (renewed ? 1 : 0)
                + " first=" + first.orElse(-1) + " next=" + next.orElse(-1) + " bytes=" + bytes + " end\n";
    }

    /** Replaces the previous checkpoint by this one, in one step; durable at once only if that is asked for. */
    void write(Path path, boolean durable) throws IOException {
        try {
            replace(path, durable);
        } catch (IOException e) {
            throw Unwritable.naming(path, e);
        }
    }

    private void replace(Path path, boolean durable) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(line().getBytes(StandardCharsets.US_ASCII)));
            if (durable) {
                channel.force(true);
            }
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (durable) {
            try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
