package org.kafkamqtt.producer.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.stream.DelimitedInput;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.record.Position;

/**
 * The records between delimiters in one or more inputs; with an empty delimiter each input is one record.
 *
 * <p>Not thread-safe; the sending thread owns it. Any thread may ask for the {@link #total}.
 */
public final class Pieces implements Replayable {
    private final Inputs inputs;
    private final byte[] delimiter;
    private final PieceParser parser;
    private Origin origin = new Origin("", 0, "");
    private @Nullable DelimitedInput input;
    private long startOffset;
    private long startNumber;
    /** Bytes of the inputs that were read before. */
    private long behind;

    private @Nullable LongConsumer confirmed;

    private final AtomicLong total = new AtomicLong();

    public Pieces(Inputs inputs, byte[] delimiter, PieceParser parser) {
        this.inputs = inputs;
        this.delimiter = delimiter.clone();
        this.parser = parser;
    }

    @Override
    public void resume(Position position) throws IOException {
        inputs.skipTo(position.index());
        openNext(position.offset(), position.number());
    }

    @Override
    public boolean next(Draft draft) throws IOException, BadRecord {
        while (true) {
            if (input == null || !input.next()) {
                if (!inputs.more()) {
                    return false;
                }
                openNext(0, 0);
            } else if (torn(input)) {
                throw new BadRecord(
                        "has no line end and may be cut off: --confirm leaves it to the writer of the lines");
            } else if (!passedOver(input)) {
                break;
            }
        }
        total.lazySet(behind + consumed());
        parser.parse(input.buffer(), input.start(), input.length(), draft);
        return true;
    }

    @Override
    public void confirm(LongConsumer passedOver) {
        confirmed = passedOver;
    }

    private boolean torn(DelimitedInput in) {
        return confirmed != null && !in.delimited();
    }

    private boolean passedOver(DelimitedInput in) {
        boolean blank = parser.blank(in.buffer(), in.start(), in.length());
        if (blank && confirmed != null) {
            confirmed.accept(number());
        }
        return blank;
    }

    private void openNext(long offset, long number) throws IOException {
        behind += consumed();
        InputStream in = inputs.open();
        in.skipNBytes(offset);
        input = new DelimitedInput(in, delimiter);
        origin = new Origin(inputs.name(inputs.index()), inputs.index(), unit());
        startOffset = offset;
        startNumber = number;
    }

    private String unit() {
        return delimiter.length == 0 ? "" : delimiter.length == 1 && delimiter[0] == '\n' ? "line" : "record";
    }

    @Override
    public long total() {
        return total.get();
    }

    private DelimitedInput current() {
        if (input == null) {
            throw new IllegalStateException("nothing read yet");
        }
        return input;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public long number() {
        return startNumber + (input == null ? 0 : input.number());
    }

    @Override
    public long consumed() {
        return startOffset + (input == null ? 0 : input.consumed());
    }

    @Override
    public boolean ready() {
        return input != null && input.ready() && (input.exhausted() ? !inputs.more() : !blankNext(input));
    }

    /** Whether the next piece is passed over, so that what comes after it is not known to be here. */
    private boolean blankNext(DelimitedInput in) {
        return parser.blank(in.buffer(), in.nextStart(), in.nextLength());
    }

    @Override
    public byte @Nullable [] copy() {
        return torn(current()) ? null : current().piece();
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
        DelimitedInput piece = current();
        out.write(piece.buffer(), piece.start(), piece.length());
        out.write(delimiter);
    }

    @Override
    public void close() throws IOException {
        inputs.close();
    }
}
