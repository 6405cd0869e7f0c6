package org.kafkamqtt.producer;

import org.apache.kafka.common.errors.InterruptException;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.generate.Pace;

/** Holds records back until they are due. */
final class PacedOutlet implements Outlet {
    private final Outlet outlet;
    private final Pace pace;
    private final Stop stop;

    PacedOutlet(Outlet outlet, Pace pace, Stop stop) {
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
