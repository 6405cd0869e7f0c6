package org.kafkamqtt.mqtt.subscribe;

/**
 * When a run is over, but for signals.
 *
 * @param messages to write, {@link Long#MAX_VALUE} for no end
 * @param timeLimit in nanoseconds from the start of the run, {@link Long#MAX_VALUE} for none
 * @param retainedOnly whether the first message that is not retained ends the run
 * @param idleLimit in nanoseconds without a message after the subscription, {@link Long#MAX_VALUE} for none
 * @param afterSubscribing whether nothing is waited for
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

    /** How long may be waited for a message before something is due; at most the longest. */
    long patience(long sinceStart, long sinceLastMessage, long longest) {
        return Math.max(0, Math.min(longest, Math.min(timeLimit - sinceStart, idleLimit - sinceLastMessage)));
    }

    /** What of it the user asked for and did not get, for a sentence. */
    String missed(long written) {
        String seconds =
                java.math.BigDecimal.valueOf(timeLimit, 9).stripTrailingZeros().toPlainString() + " s";
        return messages == Long.MAX_VALUE
                ? "stopped after " + seconds + " with " + written + " messages"
                : written + " of " + messages + " messages came within " + seconds;
    }
}
