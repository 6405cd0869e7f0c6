package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * Passes events of the connection on. Thread-safe: threads of the connection call it.
 *
 * <p>Fates go to the ledger, replies to their inbox, the rest is reported to the user.
 */
public final class BrokerEvents implements ConnectionListener {
    private final Ledger ledger;
    private final ReplyInbox replies;
    private final Complaints complaints;
    private final String broker;

    public BrokerEvents(Ledger ledger, ReplyInbox replies, Complaints complaints, String broker) {
        this.ledger = ledger;
        this.replies = replies;
        this.complaints = complaints;
        this.broker = broker;
    }

    @Override
    public void acknowledged(long sequence) {
        ledger.acknowledge(sequence);
    }

    @Override
    public void acknowledged(long sequence, ReasonCode reason) {
        ledger.acknowledge(sequence, reason != ReasonCode.NO_MATCHING_SUBSCRIBERS);
    }

    @Override
    public void failed(long sequence, Failure why) {
        ledger.fail(sequence, why);
    }

    @Override
    public void connected(boolean sessionPresent) {
        if (ledger.noteConnection()) {
            complaints.note("connected again to " + broker);
        }
    }

    @Override
    public void lost(Failure why, Duration nextAttempt) {
        ledger.noteLoss();
        complaints.note(why.sentence() + "; trying again");
    }

    @Override
    public void attemptFailed(Failure why, Duration nextAttempt) {
        complaints.note(why.sentence() + "; trying again in " + nextAttempt.toMillis() + " ms");
    }

    @Override
    public void arrived(Message message) {
        replies.add(message);
    }

    @Override
    public void noted(String sentence) {
        complaints.note(sentence);
    }

    @Override
    public void ended(Failure why) {
        ledger.end(why);
    }
}
