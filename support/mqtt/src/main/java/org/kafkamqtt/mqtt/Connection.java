package org.kafkamqtt.mqtt;

import java.time.Duration;
import java.util.List;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/**
 * One client's connection to a broker, which it keeps up until it is closed.
 *
 * <p>Publications that were not acknowledged when the connection broke are sent again when it is back; subscriptions are
 * made again when the broker kept no session. Thread-safe.
 */
public interface Connection extends AutoCloseable {
    /**
     * Connects, waiting at most the connect timeout for the broker to accept; with {@code --wait-for-broker} for as long as
     * it takes.
     *
     * @throws Failure with the status of the reason why it is not possible
     * @throws java.util.concurrent.CancellationException after {@link #cancel}
     */
    void open() throws InterruptedException;

    /**
     * What was in flight when the process that wrote the session log ended; their fates are reported like those of others. Their
     * sequences are {@link Publication#restoredSequence}.
     */
    List<Publication> restored();

    /**
     * Takes a publication; its fate is reported to {@link ConnectionListener#acknowledged} or {@link ConnectionListener#failed},
     * exactly once. Blocks while too many bytes wait to be written. The caller keeps the number of QoS 1 and QoS 2
     * publications without a fate below {@link ConnectionSettings#window()}.
     */
    void publish(Publication publication);

    /**
     * Subscribes and waits for the answers, one for each, in order. Refused ones are not asked for again.
     *
     * @throws Failure status 27 if the broker does not answer in time, 4 if the connection is lost meanwhile
     */
    List<Granted> subscribe(List<Subscription> subscriptions) throws InterruptedException;

    /** Ends subscriptions and waits for the broker's answer, as {@link #subscribe} does. */
    void unsubscribe(List<TopicFilter> filters) throws InterruptedException;

    /**
     * Acknowledges a message that was dealt with; does nothing for QoS 0. One that came over an earlier connection is
     * not confirmed on this one: the broker delivers it again, except for QoS 2 in a kept session, where it stays done.
     */
    void acknowledge(Message message);

    /** Breaks the network connection, as if the broker had; the connection then comes back as after any loss. */
    void interrupt(String why);

    /** Wakes threads that wait in {@link #open} or {@link #subscribe} with a CancellationException. Never blocks. */
    void cancel();

    /** Disconnects once what was acknowledged and published is written, within the limit, and deletes the session if it must. */
    void close(Duration limit);

    /** As {@link #close(Duration)} with 5 seconds. */
    @Override
    default void close() {
        close(Duration.ofSeconds(5));
    }
}
