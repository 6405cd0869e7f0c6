package org.kafkamqtt.producer.source;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.kafkamqtt.producer.record.Position;

/** A source of inputs that can be read again from a position reached before. */
public interface Replayable extends Source {
    /** Continues after a position reached before; called before anything is read. */
    void resume(Position position) throws IOException;

    /**
     * Confirms the pieces to their writer: a last one without an end is refused, since it may be cut off.
     *
     * @param passedOver told the number of every piece that is not a record and is silently passed over
     */
    default void confirm(LongConsumer passedOver) {}

    /** Bytes of all inputs up to the current record; any thread may ask. */
    long total();
}
