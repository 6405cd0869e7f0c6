package org.kafkamqtt.producer.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.source.Replayable;

/**
 * Records laid out in the input as a template describes. The first mismatch ends its input, since nobody
 * can know where the next record would begin.
 *
 * <p>Not thread-safe; the sending thread owns it. Any thread may ask for the {@link #total}.
 */
public final class Templated implements Replayable {
    private final Inputs inputs;
    private final InputTemplate template;
    private final AtomicLong total = new AtomicLong();
    private Origin origin = new Origin("", 0, "record");
    private @Nullable ByteWindow window;
    private long startOffset;
    private long number;
    /** Bytes of the inputs that were read before. */
    private long behind;

    private boolean spoiled;
    /** The next record, read only to find out whether all of it is here. */
    private final Draft ahead = new Draft();

    public Templated(Inputs inputs, InputTemplate template) {
        this.inputs = inputs;
        this.template = template;
    }

    @Override
    public void resume(Position position) throws IOException {
        inputs.skipTo(position.index());
        openNext(position.offset(), position.number());
    }

    @Override
    public boolean next(Draft draft) throws IOException, BadRecord {
        while (window == null || spoiled || !fill(window, draft)) {
            if (!inputs.more()) {
                return false;
            }
            openNext(0, 0);
        }
        total.lazySet(behind + consumed());
        return true;
    }

    private boolean fill(ByteWindow in, Draft draft) throws IOException, BadRecord {
        in.mark();
        number++;
        try {
            return template.read(in, draft);
        } catch (BadRecord e) {
            spoiled = true;
            throw new BadRecord(e.clause() + "; the rest of this input is not read");
        }
    }

    private void openNext(long offset, long before) throws IOException {
        behind += window == null ? 0 : consumed();
        InputStream in = inputs.open();
        in.skipNBytes(offset);
        window = new ByteWindow(in);
        origin = new Origin(inputs.name(inputs.index()), inputs.index(), "record");
        startOffset = offset;
        number = before;
        spoiled = false;
    }

    @Override
    public long total() {
        return total.get();
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long consumed() {
        return startOffset + (window == null ? 0 : window.position());
    }

    @Override
    public boolean ready() {
        if (window == null) {
            return false;
        }
        if (spoiled || window.exhausted()) {
            return !inputs.more();
        }
        return window.holds(in -> {
            ahead.clear();
            template.read(in, ahead);
        });
    }

    /** Null: after a parse error, the extent of the bad record is unknown. */
    @Override
    public byte @Nullable [] copy() {
        return null;
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
        if (window != null) {
            window.copyTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        inputs.close();
    }
}
