package org.kafkamqtt.producer.delivery;

import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.outlet.Outlet;

/** A delivery on its way: the part that depends on when records count as delivered. */
interface Course {
    /** Where the records go. */
    Outlet outlet();

    /** The account of what becomes of them. */
    Ledger ledger();

    /** What to do again and again during the sending, and once more when all is settled. */
    List<Runnable> chores();

    /** The sentence and status for an exception that ended the client. */
    Failure explain(RuntimeException thrown);

    /**
     * Ends the sending, and returns what has gone wrong by then.
     *
     * @param trouble that ended it, if any did
     * @param stopped whether the user ended it
     */
    Optional<Failure> conclude(Optional<Failure> trouble, boolean stopped);

    /** Settles the fate of every record left; the client has settled and nothing else is running any more. */
    void settle();
}
