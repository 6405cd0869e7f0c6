package org.kafkamqtt.consumer.sink;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** How much of what a sink was given has reached its taker, in a unit of the sink's own. */
public interface Meter {
    /** How much was taken so far, since the start. */
    long taken();

    /** How much of that has arrived, from the start on; never an overestimate. Thread-safe. */
    long arrived() throws IOException;

    /**
     * Waits until all that was taken has arrived.
     *
     * @param last whether nothing more will be taken
     * @param stopped whether to stop waiting
     * @return false if there is no taker left
     */
    boolean deliver(boolean last, BooleanSupplier stopped) throws IOException;
}
