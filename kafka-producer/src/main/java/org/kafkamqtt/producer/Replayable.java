package org.kafkamqtt.producer;

import java.io.IOException;

/** A source of inputs that can be read again from a place reached before. */
interface Replayable extends Source {
    /** Goes on behind a place reached before; called before anything is read. */
    void resume(Position position) throws IOException;

    /** Bytes of all inputs up to the current record; any thread may ask. */
    long total();
}
