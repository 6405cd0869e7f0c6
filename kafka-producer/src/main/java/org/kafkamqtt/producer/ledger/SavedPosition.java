package org.kafkamqtt.producer.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;

/**
 * A position as it is kept between runs, with its topic and a fingerprint of the input before it, so that it is not used on
 * another input or for another topic.
 *
 * @param position that was reached
 * @param destination the topic that was sent to
 * @param fingerprint CRC-32 of up to 256 bytes before it; 0 where the input cannot be read twice
 */
public record SavedPosition(Position position, Destination destination, long fingerprint) {
    private static final int FINGERPRINT_BYTES = 256;
    private static final Pattern FORM = Pattern.compile("(?:topic=(\\S+) id=(\\S+) )?"
            + "input=(\\d{1,9}) offset=(\\d{1,18}) records=(\\d{1,18}) crc32=([0-9a-f]{1,8})");

    static SavedPosition of(Position position, Destination destination, Inputs inputs) {
        return new SavedPosition(position, destination, fingerprint(position, inputs));
    }

    /** One line without a line end. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s input=%d offset=%d records=%d crc32=%08x",
                destination.text(),
                position.index(),
                position.offset(),
                position.number(),
                fingerprint);
    }

    /**
     * Reads {@link #text()} back.
     *
     * @param place of the text, for people
     * @throws Failure status 7 if it is something else
     */
    static SavedPosition parse(String text, String place) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, place + " does not hold a position of kafka-producer: " + text);
        }
        Position position = new Position(
                Integer.parseInt(matcher.group(3)), Long.parseLong(matcher.group(4)), Long.parseLong(matcher.group(5)));
        // Earlier versions did not record the topic.
        Destination destination =
                matcher.group(1) == null ? Destination.UNTOLD : Destination.parse(matcher.group(1), matcher.group(2));
        return new SavedPosition(position, destination, Long.parseLong(matcher.group(6), 16));
    }

    /**
     * Makes sure that it belongs to these inputs.
     *
     * @throws Failure status 2 if they have changed
     */
    public void check(Inputs inputs) {
        boolean fits = position.index() < inputs.count() && fingerprint(position, inputs) == fingerprint;
        if (!fits) {
            throw Failure.usage("--resume does not fit this input: it differs before byte "
                    + position.offset()
                    + (position.index() < inputs.count() ? " of " + inputs.name(position.index()) : ""));
        }
    }

    private static long fingerprint(Position position, Inputs inputs) {
        Path file = inputs.file(position.index());
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        int size = (int) Math.min(FINGERPRINT_BYTES, position.offset());
        byte[] bytes = new byte[size];
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            if (access.length() < position.offset()) {
                return -1;
            }
            access.seek(position.offset() - size);
            access.readFully(bytes);
        } catch (IOException e) {
            throw Failure.cannot("read", file, e);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
