package org.kafkamqtt.producer.delivery;

import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.Summary;

/**
 * How a delivery ended.
 *
 * @param summary of its records
 * @param trouble that ended it, if any did
 * @param stopped whether the user ended it
 */
record Outcome(Summary summary, Optional<Failure> trouble, boolean stopped) {

    /** Reports it to the user, and returns the exit status. */
    ExitStatus tell(ProducerSettings.Reports reports, Console console, Complaints complaints) {
        complaints.drain();
        trouble.ifPresent(failure -> console.say(failure.sentence()));
        ExitStatus status = trouble.map(Failure::status).orElseGet(() -> summary.status(complaints.general()));
        boolean notable = status != ExitStatus.OK || stopped;
        boolean seen = !reports.quiet() && Terminal.isStandardError();
        reports.summary().say(console, notable || seen, summary::text, summary::json);
        return status;
    }
}
