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
}
