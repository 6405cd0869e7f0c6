package org.kafkamqtt.producer.delivery;

import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.outlet.Outlet;

/** A delivery on its way: what depends on when records count as arrived. */
interface Course {
    /** Where the records go. */
    Outlet outlet();

    /** What becomes of them. */
    Ledger ledger();

    /** What is to be done again and again beside the sending, and once more when all is settled. */
    List<Runnable> chores();

    /** The sentence and status for what the client threw when it was at its end. */
    Failure explain(RuntimeException thrown);

    /**
     * Ends the sending, and says what has gone wrong by then.
     *
     * @param trouble that ended it, if any did
     * @param stopped whether the user did
     */
    Optional<Failure> conclude(Optional<Failure> trouble, boolean stopped);

    /** Leaves no record without a fate; the client has settled and nothing else runs any more. */
    void settle();
}
