package org.kafkamqtt.producer.outlet;

import org.apache.kafka.common.errors.InterruptException;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Source;

/** Sends one record at a time: the next one only once the fate of this one is known. The sending thread owns it. */
public final class SyncOutlet implements Outlet {
    private final Outlet outlet;

    public SyncOutlet(Outlet outlet) {
        this.outlet = outlet;
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        outlet.send(draft, source);
        try {
            outlet.flush();
        } catch (InterruptException e) {
            // The record is on its way and will be accounted for; the thread stays interrupted, which ends the reading.
            return;
        }
    }

    @Override
    public void pause() {
        outlet.pause();
    }

    @Override
    public void resume() {
        outlet.resume();
    }

    @Override
    public void flush() {
        outlet.flush();
    }
}
