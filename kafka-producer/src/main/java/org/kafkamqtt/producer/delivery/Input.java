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
 * The source of a run and, where it reads bytes, what it reads them from.
 *
 * <p>Not thread-safe; the sending thread owns it. Any thread may ask how far it is.
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

    /** What cannot be read again. */
    static Input of(Source source) {
        return new Input(source, null, null);
    }

    /** What can be read again from a place in these inputs. */
    static Input of(Inputs inputs, Replayable source) {
        return new Input(source, inputs, source);
    }

    /** The same, read through another source around its own. */
    Input through(Source around) {
        return new Input(around, inputs, replayable);
    }

    Source source() {
        return source;
    }

    /** What can be read again from a place in it. */
    Inputs inputs() {
        if (inputs == null) {
            throw new IllegalStateException("made-up records have no place to go on from");
        }
        return inputs;
    }

    void goOn(Position position) throws IOException {
        if (replayable != null) {
            replayable.resume(position);
        }
    }

    /** Confirms the pieces to whoever writes them; this is told which are passed over. */
    void confirm(LongConsumer passedOver) {
        if (replayable != null) {
            replayable.confirm(passedOver);
        }
    }

    /** Bytes read so far; any thread may ask. */
    long done() {
        return replayable == null ? 0 : replayable.total();
    }

    /** All bytes, if that is known. */
    OptionalLong size() {
        return inputs == null ? OptionalLong.empty() : inputs.size();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
