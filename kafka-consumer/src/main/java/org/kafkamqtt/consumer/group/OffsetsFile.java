package org.kafkamqtt.consumer.group;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.console.stream.TextFile;
import org.kafkamqtt.console.text.Bytes;

/**
 * Offsets of groups in a file: JSON lines of our own, or the CSV of {@code kafka-consumer-groups.sh --export}, which is
 * {@code topic,partition,offset} or {@code group,topic,partition,offset}.
 */
public final class OffsetsFile {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final JsonFactory JSON = new JsonFactory();

    private OffsetsFile() {}

    /**
     * Reads it.
     *
     * @throws Failure status 2 with the file and the line if it is not such a file, or names a partition twice
     */
    public static List<Kept> read(Path file) {
        return of(TextFile.read(file, "offsets"));
    }

    static List<Kept> of(TextFile text) {
        List<Kept> all = new ArrayList<>();
        Map<Map.Entry<String, TopicPartition>, Integer> seen = new HashMap<>();
        for (int i = 0; i < text.lines().size(); i++) {
            String line = text.lines().get(i);
            if (line.isBlank()) {
                continue;
            }
            Kept kept = line.startsWith("{") ? json(text, i + 1, line) : csv(text, i + 1, line);
            Integer earlier = seen.put(Map.entry(kept.group(), kept.partition()), i + 1);
            if (earlier != null) {
                throw text.wrong(i + 1, kept.partition() + " is in line " + earlier + " as well");
            }
            all.add(kept);
        }
        if (all.isEmpty()) {
            throw Failure.usage("there are no offsets in " + text.file());
        }
        return all;
    }

    private static Kept csv(TextFile text, int number, String line) {
        List<String> cells = cells(line);
        int at = cells.size() == 4 ? 1 : 0;
        if (cells.size() < 3
                || cells.size() > 4
                || !SHORT_NUMBER.matcher(cells.get(at + 1)).matches()
                || !NUMBER.matcher(cells.get(at + 2)).matches()) {
            throw text.wrong(number, "this is neither JSON nor TOPIC,PARTITION,OFFSET");
        }
        return Kept.bare(
                at == 1 ? cells.get(0) : "",
                new TopicPartition(cells.get(at), Integer.parseInt(cells.get(at + 1))),
                Long.parseLong(cells.get(at + 2)));
    }

    /** The cells of a line of CSV: in double quotes, doubled within, where Kafka's writer found it necessary. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private static Kept json(TextFile text, int number, String line) {
        Map<String, @Nullable String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                members.put(name, value == JsonToken.VALUE_NULL ? null : parser.getText());
                parser.skipChildren();
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw text.wrong(number, "this is not one JSON object");
            }
        } catch (IOException e) {
            throw text.wrong(number, "this is not one JSON object");
        }
        return kept(text, number, members);
    }

    private static Kept kept(TextFile text, int line, Map<String, @Nullable String> members) {
        String topic = members.get("topic");
        if (topic == null || !members.containsKey("offset")) {
            throw text.wrong(line, "a line needs \"topic\", \"partition\" and \"offset\"");
        }
        long partition = number(text, line, "partition", members, SHORT_NUMBER).orElse(0);
        OptionalLong offset = number(text, line, "offset", members, NUMBER);
        OptionalLong epoch = number(text, line, "leaderEpoch", members, SHORT_NUMBER);
        return new Kept(
                orNothing(members.get("group")),
                new TopicPartition(topic, (int) partition),
                id(text, line, members.get("topicId")),
                offset,
                epoch.isPresent() ? Optional.of((int) epoch.getAsLong()) : Optional.empty(),
                orNothing(members.get("metadata")));
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static OptionalLong number(
            TextFile text, int line, String name, Map<String, @Nullable String> members, Pattern form) {
        String value = members.get(name);
        if (value == null && !name.equals("partition")) {
            return OptionalLong.empty();
        }
        if (value == null || !form.matcher(value).matches()) {
            throw text.wrong(line, "\"" + name + "\" is not a number, 0 or more");
        }
        return OptionalLong.of(Long.parseLong(value));
    }

    private static Optional<Uuid> id(TextFile text, int line, @Nullable String id) {
        try {
            return Optional.ofNullable(id).map(Uuid::fromString);
        } catch (IllegalArgumentException e) {
            throw text.wrong(line, "\"topicId\" is not the ID of a topic");
        }
    }

    /** The name of an undo file, when the user gives none: in the working folder, with the time in UTC. */
    public static Path nameFor(String group, String time) {
        String plain = group.replaceAll("[^A-Za-z0-9_-]", "_");
        return Path.of("undo-" + plain.substring(0, Math.min(plain.length(), MOST_LETTERS)) + "-" + time + ".jsonl");
    }

    private static final int MOST_LETTERS = 100;

    /**
     * Writes a new file, and returns when it is on the disk. What there is already is never overwritten, but may be a device.
     *
     * @throws Failure status 7 if that is not possible
     */
    public static void write(Path file, List<Kept> all) {
        Bytes lines = new Bytes();
        all.forEach(kept -> kept.addJson(lines));
        OpenOption how = Files.exists(file) && !Files.isRegularFile(file)
                ? StandardOpenOption.WRITE
                : StandardOpenOption.CREATE_NEW;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, how)) {
            write(channel, file, lines);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    "the undo file " + file + " is there already: nothing was changed; --undo names another one",
                    e);
        } catch (IOException e) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    Failure.cannot("write", file, e).sentence()
                            + ", so nothing was changed; --undo FILE puts the undo file elsewhere",
                    e);
        }
    }

    private static void write(FileChannel channel, Path file, Bytes lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(lines.toArray());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (Files.isRegularFile(file)) {
                channel.force(true);
            }
        } catch (IOException e) {
            // Half of one would be taken for all there was.
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
            throw Unwritable.naming(file, e);
        }
    }

    /** A line of Kafka's CSV. */
    public static String csv(TopicPartition partition, long offset) {
        return partition.topic() + "," + partition.partition() + "," + offset;
    }
}
