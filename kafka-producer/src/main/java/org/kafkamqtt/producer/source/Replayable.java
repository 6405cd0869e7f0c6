package org.kafkamqtt.producer.source;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.kafkamqtt.producer.record.Position;

/** A source of inputs that can be read again from a place reached before. */
public interface Replayable extends Source {
    /** Goes on behind a place reached before; called before anything is read. */
    void resume(Position position) throws IOException;

    /**
     * Confirms the pieces to whoever writes them: a last one without an end is refused, since it may be cut off.
     *
     * @param passedOver told the number of every piece that is no record and is passed over in silence
     */
    default void confirm(LongConsumer passedOver) {}

    /** Bytes of all inputs up to the current record; any thread may ask. */
    long total();
}
