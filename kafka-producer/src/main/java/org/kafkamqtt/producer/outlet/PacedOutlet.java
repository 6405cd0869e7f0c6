package org.kafkamqtt.producer.outlet;

import org.apache.kafka.common.errors.InterruptException;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.generate.Pace;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Source;

/** Holds records back until they are due. */
public final class PacedOutlet implements Outlet {
    private final Outlet outlet;
    private final Pace pace;
    private final Stop stop;

    public PacedOutlet(Outlet outlet, Pace pace, Stop stop) {
        this.outlet = outlet;
        this.pace = pace;
        this.stop = stop;
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        try {
            pace.await(draft.size(), stop);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        outlet.send(draft, source);
    }
}
