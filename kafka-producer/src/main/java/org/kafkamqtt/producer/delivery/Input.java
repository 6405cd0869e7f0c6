package org.kafkamqtt.producer.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.source.Replayable;
import org.kafkamqtt.producer.source.Source;

/**
 * The source of a run and, if it reads bytes, the inputs it reads them from.
 *
 * <p>Not thread-safe; the sending thread owns it. Any thread may ask how far it has got.
 */
final class Input implements Closeable {
    private final Source source;
    private final @Nullable Inputs inputs;
    private final @Nullable Replayable replayable;

    private Input(Source source, @Nullable Inputs inputs, @Nullable Replayable replayable) {
        this.source = source;
        this.inputs = inputs;
        this.replayable = replayable;
    }

    /** A source that cannot be read again. */
    static Input of(Source source) {
        return new Input(source, null, null);
    }

    /** A source that can be read again from a position in these inputs. */
    static Input of(Inputs inputs, Replayable source) {
        return new Input(source, inputs, source);
    }

    /** The same input, read through another source that wraps its own. */
    Input through(Source around) {
        return new Input(around, inputs, replayable);
    }

    Source source() {
        return source;
    }

    /** The inputs, which can be read again from a position in them. */
    Inputs inputs() {
        if (inputs == null) {
            throw new IllegalStateException("generated records have no position to continue from");
        }
        return inputs;
    }

    void goOn(Position position) throws IOException {
        if (replayable != null) {
            replayable.resume(position);
        }
    }

    /** Confirms the pieces to their writer; the argument receives the numbers of those passed over. */
    void confirm(LongConsumer passedOver) {
        if (replayable != null) {
            replayable.confirm(passedOver);
        }
    }

    /** Bytes read so far; any thread may ask. */
    long done() {
        return replayable == null ? 0 : replayable.total();
    }

    /** Bytes of the whole input, if known. */
    OptionalLong size() {
        return inputs == null ? OptionalLong.empty() : inputs.size();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
