package org.kafkamqtt.producer.outlet;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Source;

/** Sends one record at a time: the next one only once the fate of this one is known. The sending thread owns it. */
public final class SyncOutlet implements Outlet {
    private final Outlet outlet;
    private final Producer<byte[], byte[]> producer;

    public SyncOutlet(Outlet outlet, Producer<byte[], byte[]> producer) {
        this.outlet = outlet;
        this.producer = producer;
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        outlet.send(draft, source);
        try {
            producer.flush();
        } catch (InterruptException e) {
            // The record is on its way and will be accounted for; the thread stays interrupted, which ends the reading.
            return;
        }
    }
}
