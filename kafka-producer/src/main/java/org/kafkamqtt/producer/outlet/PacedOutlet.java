package org.kafkamqtt.producer.outlet;

import org.apache.kafka.common.errors.InterruptException;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.source.Source;

/** Holds records back until they are due. The sending thread owns it. */
public final class PacedOutlet implements Outlet {
    private final Outlet outlet;
    private final Turn turn;

    public PacedOutlet(Outlet outlet, Turn turn) {
        this.outlet = outlet;
        this.turn = turn;
    }

    /** Waits until a record is due. */
    public interface Turn {
        /**
         * Waits.
         *
         * @param size bytes of the record
         */
        void await(long size) throws InterruptedException;
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        outlet.pause();
        try {
            turn.await(draft.size());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            outlet.resume();
        }
        outlet.send(draft, source);
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
