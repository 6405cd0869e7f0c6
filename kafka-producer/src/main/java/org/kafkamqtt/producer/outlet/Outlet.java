package org.kafkamqtt.producer.outlet;

import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Source;

/** Where drafted records go. The sending thread owns it. */
public interface Outlet {
    /**
     * Sends one record, the source's current one.
     *
     * @throws BadRecord if this record cannot be sent
     */
    void send(Draft draft, Source source) throws BadRecord;

    /** The next record may take a while: what was sent need not wait for it. Nothing is sent until {@link #resume}. */
    default void pause() {}

    /** The next record is here. */
    default void resume() {}

    /** Waits until every record that was sent has arrived or failed. */
    default void flush() {}
}
