package org.kafkamqtt.mqtt.subscribe;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.metrics.MetricsAddress;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/**
 * What a run is to do, complete and checked.
 *
 * @param connection how to reach the broker
 * @param subscriptions in order, perhaps none if something is to be unsubscribed
 * @param unsubscriptions made first
 * @param allowRefused whether the run goes on with the subscriptions that were granted
 * @param selection which messages are written
 * @param removeRetained whether retained messages that are selected are removed from the broker
 * @param ending when the run is over
 * @param buffer room for messages of QoS 0
 * @param reports what is reported
 */
record Settings(
        ConnectionSettings connection,
        List<Subscription> subscriptions,
        List<TopicFilter> unsubscriptions,
        boolean allowRefused,
        Selection selection,
        boolean removeRetained,
        Ending ending,
        Buffer buffer,
        Reports reports) {

    /** Whether broker and client remember each other after the run. */
    boolean keepsSession() {
        return !connection.cleanSession();
    }

    /** Whether messages may come that have to be acknowledged: of a subscription of this run, or of an earlier one. */
    boolean acknowledges() {
        return keepsSession() || subscriptions.stream().anyMatch(each -> each.qos() != Qos.AT_MOST_ONCE);
    }

    /** Whether another run gets what this one does not acknowledge. */
    boolean comesAgain() {
        return keepsSession() && subscriptions.stream().noneMatch(each -> each.qos() == Qos.AT_MOST_ONCE);
    }

    /**
     * How many nanoseconds the output may block the network: far below the keep-alive, after which an unanswered ping costs
     * the connection; 0 means there is none.
     */
    long patienceOfNetwork() {
        int keepAlive = connection.keepAlive();
        return TimeUnit.SECONDS.toNanos(keepAlive == 0 ? 15 : Math.max(1, Math.min(15, keepAlive / 4)));
    }

    /**
     * Room for messages of QoS 0 that wait for the output.
     *
     * @param messages at most, at least 1
     * @param bytes at most
     */
    record Buffer(int messages, long bytes) {}

    /**
     * What is reported.
     *
     * @param summary at the end; by default only if something was dropped or failed
     * @param everyNanos a line of statistics, {@link Long#MAX_VALUE} for none
     * @param metrics where they are served, if anywhere
     */
    record Reports(SummaryStyle summary, long everyNanos, Optional<MetricsAddress> metrics) {}
}
