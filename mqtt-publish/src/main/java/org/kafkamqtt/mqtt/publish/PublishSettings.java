package org.kafkamqtt.mqtt.publish;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.MetricsAddress;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.publish.delivery.Pacing;
import org.kafkamqtt.mqtt.publish.delivery.Question;
import org.kafkamqtt.mqtt.publish.delivery.WindowSizes;
import org.kafkamqtt.mqtt.publish.source.MessageDefaults;
import org.kafkamqtt.mqtt.publish.source.Messages;

/**
 * What a run is to publish and how, complete and checked.
 *
 * @param connection how to reach the broker
 * @param messages which messages
 * @param defaults for messages that do not specify it themselves
 * @param delivery how they are delivered
 * @param reports what is reported
 */
record PublishSettings(
        ConnectionSettings connection,
        Messages messages,
        MessageDefaults defaults,
        Delivery delivery,
        Reports reports) {

    /** @throws Failure status 2 for options that contradict each other */
    PublishSettings {
        check(defaults, delivery);
        if (delivery.failIfUnheard() && !connection.speaksFive()) {
            throw Failure.usage("--fail-if-unheard needs -V 5: only MQTT 5 tells whether anybody has subscribed");
        }
        if (connection.speaksFive()) {
            delivery.replies().ifPresent(Question::check);
        }
    }

    /** A new question, if an answer is waited for that can be told apart from others, as in MQTT 5. */
    Optional<Question> question() {
        return connection.speaksFive() ? delivery.replies().map(Question::new) : Optional.empty();
    }

    /** Checks what confirming and resuming need: one message per line, and an acknowledgement of it. */
    static void check(MessageDefaults defaults, Delivery delivery) {
        boolean unacknowledged = defaults.qos() == Qos.AT_MOST_ONCE;
        boolean several = defaults.topics().size() > 1;
        if (defaults.confirm() && unacknowledged) {
            throw Failure.usage("--confirm needs -q 1 or -q 2: at QoS 0 the broker acknowledges nothing");
        }
        if (defaults.confirm() && several) {
            throw Failure.usage("--confirm takes one -t: a line is confirmed when its one message has arrived");
        }
        if (delivery.resume().isPresent() && (unacknowledged || several)) {
            throw Failure.usage("--resume needs -q 1 or -q 2, and not more than one -t");
        }
    }

    /**
     * How messages are delivered.
     *
     * @param windows how many messages may be unacknowledged
     * @param pacing when each is due
     * @param ackTimeout how long the broker may acknowledge nothing, or a reply may take
     * @param deadline for the whole run, if any
     * @param replies topic filter of the reply to wait for, if any
     * @param failIfUnheard whether a message that nobody has subscribed to makes the run a partial success
     * @param failedFile where messages that did not arrive are kept, if anywhere
     * @param resume where the position in the input is remembered, if anywhere
     */
    record Delivery(
            WindowSizes windows,
            Pacing.Plan pacing,
            Duration ackTimeout,
            Optional<Duration> deadline,
            Optional<TopicFilter> replies,
            boolean failIfUnheard,
            Optional<Path> failedFile,
            Optional<Resume> resume) {

        /** How long to wait for a reply. */
        Duration replyTimeout() {
            return deadline.orElse(ackTimeout);
        }
    }

    /**
     * What makes a run continue where an earlier one stopped.
     *
     * @param log where the session and the position are remembered
     * @param source the file whose lines are published
     */
    record Resume(Path log, Path source) {
        /** Opens the log; a new one is for the client identifier of these settings. */
        SessionLog open(ConnectionSettings connection) {
            return new SessionLog(log, connection.clientId(), source.toString());
        }
    }

    /**
     * What is reported.
     *
     * @param summary at the end
     * @param progress whether counts are shown every second
     * @param quiet whether news other than failures is left out
     * @param metrics where they are served, if anywhere
     */
    record Reports(SummaryStyle summary, boolean progress, boolean quiet, Optional<MetricsAddress> metrics) {
        /**
         * Whether there is a reason for a summary without {@code --summary}.
         *
         * @param failed whether the run did not do all it was to do
         * @param terminal whether standard error is one
         */
        boolean areNotable(boolean failed, boolean terminal) {
            return failed || progress && terminal;
        }
    }
}
