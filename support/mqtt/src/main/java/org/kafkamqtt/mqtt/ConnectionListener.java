package org.kafkamqtt.mqtt;

import java.time.Duration;
import java.util.List;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * Events of a connection, as they happen.
 *
 * <p>Called on threads of the connection: an implementation hands over and returns; blocking in {@link #arrived} holds up
 * everything the broker sends, acknowledgements and answers to pings included.
 */
public interface ConnectionListener {
    /** A message arrived; it is to be acknowledged by {@link Connection#acknowledge} once it is dealt with. */
    default void arrived(Message message) {}

    /** The publication has arrived as surely as its QoS promises; for QoS 0: the operating system has its bytes. */
    default void acknowledged(long sequence) {}

    /**
     * The same with what the broker says of it: success, or that nobody has subscribed to the topic. Only MQTT 5 can say so.
     *
     * @param reason never a failure
     */
    default void acknowledged(long sequence, ReasonCode reason) {
        acknowledged(sequence);
    }

    /**
     * The publication did not arrive and will not be tried again.
     *
     * @param why with {@link org.kafkamqtt.console.failure.ExitStatus#UNAUTHORISED} if the broker denied it to the user, which
     *     only MQTT 5 can say
     */
    default void failed(long sequence, Failure why) {}

    /** The connection is up, for the first time or again; called before anything else happens on it. */
    default void connected(boolean sessionPresent) {}

    /** The connection is gone; the next attempt begins in this time. */
    default void lost(Failure why, Duration nextAttempt) {}

    /** An attempt to connect failed; the next one begins in this time. */
    default void attemptFailed(Failure why, Duration nextAttempt) {}

    /** The subscriptions were made again, because the broker had kept no session. */
    default void resubscribed(List<Granted> answers) {}

    /** Something that the user should know and that changes nothing, such as a session that the broker keeps for less time. */
    default void noted(String sentence) {}

    /** The connection is gone for good; nothing more will happen. */
    default void ended(Failure why) {}
}
