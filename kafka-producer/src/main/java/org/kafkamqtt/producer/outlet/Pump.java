package org.kafkamqtt.producer.outlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.InterruptException;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.OutOfMemory;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.RecordDefaults;
import org.kafkamqtt.producer.source.Source;

/**
 * Moves records from the source to the outlet until there are none left, or the user or a failure ends it.
 *
 * <p>Made and run by the sending thread, which owns it; any thread may {@link #end} it.
 */
public final class Pump {
    private final Source source;
    private final RecordDefaults defaults;
    private final Outlet outlet;
    private final Ledger ledger;
    private final Stop stop;
    private final Interruption interruption;
    private final Draft draft = new Draft();

    public Pump(Source source, RecordDefaults defaults, Outlet outlet, Ledger ledger, Stop stop) {
        this.source = source;
        this.defaults = defaults;
        this.outlet = outlet;
        this.ledger = ledger;
        this.stop = stop;
        this.interruption = new Interruption(stop);
    }

    /** Ends it from another thread, even if it is blocked in a read. */
    public void end() {
        ledger.end();
        interruption.interrupt();
    }

    public void run() {
        try {
            boolean more = true;
            while (more && !over()) {
                more = one();
            }
        } finally {
            interruption.end();
        }
    }

    private boolean over() {
        return stop.requested() || ledger.ended();
    }

    private boolean one() {
        draft.clear();
        try {
            // A record read when the run is being stopped may be half a line: it is not sent, and not counted.
            if (!next() || over()) {
                return false;
            }
        } catch (BadRecord e) {
            if (over()) {
                return false;
            }
            ledger.read();
            ledger.rejected(source.origin(), source.number(), e.clause(), null, source.copy());
            return true;
        } catch (ClosedPipe e) {
            return false;
        } catch (IOException e) {
            throw Failure.cannot("read", source.origin().name(), e);
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.holding("a record of " + source.origin().name(), e);
        }
        ledger.read();
        return send();
    }

    /** Reads the next record; what was sent does not wait for it. */
    private boolean next() throws IOException, BadRecord {
        if (source.ready()) {
            return source.next(draft);
        }
        outlet.pause();
        try {
            return source.next(draft);
        } finally {
            outlet.resume();
        }
    }

    private boolean send() {
        try {
            defaults.complete(draft);
            outlet.send(draft, source);
        } catch (BadRecord e) {
            ledger.rejected(source.origin(), source.number(), e.clause(), draft.asRecord(), null);
        } catch (InterruptException e) {
            ledger.left();
            return false;
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof ClosedPipe)) {
                throw e;
            }
            ledger.left();
            return false;
        }
        return true;
    }
}
