package org.kafkamqtt.consumer.sink;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** How much of what a sink was given has got to whoever takes it, in a unit of the sink's own. */
public interface Meter {
    /** How much was taken so far, since the start. */
    long taken();

    /** How much of that has arrived, from the start on; never too much. Thread-safe. */
    long arrived() throws IOException;

    /**
     * Waits until all that was taken has arrived.
     *
     * @param last whether nothing more will be taken
     * @param stopped whether to leave it at that
     * @return false if nobody takes it any more
     */
    boolean deliver(boolean last, BooleanSupplier stopped) throws IOException;
}
