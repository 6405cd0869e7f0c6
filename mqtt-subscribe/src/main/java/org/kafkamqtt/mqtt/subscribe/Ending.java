package org.kafkamqtt.mqtt.subscribe;

import java.time.Duration;
import org.kafkamqtt.console.text.Seconds;

/**
 * When a run is over, apart from signals.
 *
 * @param messages to write, {@link Long#MAX_VALUE} for no limit
 * @param timeLimit in nanoseconds from the start of the run, {@link Long#MAX_VALUE} for none
 * @param retainedOnly whether the first message that is not retained ends the run
 * @param idleLimit in nanoseconds without a message after the subscription, {@link Long#MAX_VALUE} for none
 * @param afterSubscribing whether the run ends once it has subscribed
 */
record Ending(long messages, long timeLimit, boolean retainedOnly, long idleLimit, boolean afterSubscribing) {

    boolean enough(long written) {
        return written >= messages;
    }

    boolean timeIsUp(long sinceStart) {
        return sinceStart >= timeLimit;
    }

    boolean idle(long sinceLastMessage) {
        return sinceLastMessage >= idleLimit;
    }

    /** How long to wait for a message before something is due; at most the longest. */
    long patience(long sinceStart, long sinceLastMessage, long longest) {
        return Math.max(0, Math.min(longest, Math.min(timeLimit - sinceStart, idleLimit - sinceLastMessage)));
    }

    /** Whether no number of messages was asked for. */
    boolean unlimited() {
        return messages == Long.MAX_VALUE;
    }

    /** How many of the requested messages came, for a sentence. */
    String missed(long written) {
        return written + " of " + messages + (messages == 1 ? " message came" : " messages came");
    }

    /** The same where the time limit ended the run. */
    String missedInTime(long written) {
        return unlimited()
                ? "stopped after " + Seconds.text(Duration.ofNanos(timeLimit)) + " with " + written
                        + (written == 1 ? " message" : " messages")
                : missed(written) + " within " + Seconds.text(Duration.ofNanos(timeLimit));
    }
}
