package org.kafkamqtt.kafka.topic;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;

/** Asks the cluster why a topic cannot be used, after a client has waited for it in vain. */
public final class TopicCheck {
    private TopicCheck() {}

    /** The failure to end with: status 6 with the nearest topic that exists, or why the cluster does not answer. */
    public static Failure whyMissing(KafkaSettings settings, String topic) {
        return whyMissing(settings, topic, Optional.empty());
    }

    /**
     * As {@link #whyMissing(KafkaSettings, String)}.
     *
     * @param advice what to do if the topic does not exist, as a clause
     */
    public static Failure whyMissing(KafkaSettings settings, String topic, Optional<String> advice) {
        int limit = (int) Math.max(1000, settings.connectTimeout().toMillis());
        KafkaSettings own = settings.as(ClientKind.ADMIN)
                .with("default.api.timeout.ms", Integer.toString(limit), "--connect-timeout")
                .with("request.timeout.ms", Integer.toString(limit), "--connect-timeout");
        try (Admin admin = Admin.create(own.properties())) {
            return reason(admin, own, topic, limit, advice);
        } catch (ExecutionException | InterruptedException e) {
            return KafkaFailure.explain(e, settings.bootstrap());
        }
    }

    private static Failure reason(Admin admin, KafkaSettings settings, String topic, int limit, Optional<String> advice)
            throws ExecutionException, InterruptedException {
        // Asked for at once: a missing topic is to be reported within a second.
        KafkaFuture<Set<String>> known =
                admin.listTopics(new ListTopicsOptions().timeoutMs(limit)).names();
        try {
            admin.describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(limit))
                    .allTopicNames()
                    .get(limit, TimeUnit.MILLISECONDS);
            return new Failure(
                    ExitStatus.UNREACHABLE,
                    "topic '" + topic
                            + "' has partitions without a leader, or its brokers do not answer at the addresses"
                            + " that they advertise");
        } catch (java.util.concurrent.TimeoutException e) {
            return new Failure(ExitStatus.UNREACHABLE, "no answer from " + settings.bootstrap(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return missing(topic, known.get(), advice);
            }
            throw e;
        }
    }

    /** Status 6 with the nearest topic that exists. */
    public static Failure missing(String topic, Set<String> known, Optional<String> advice) {
        Optional<String> near = Nearest.tail(topic, known);
        return new Failure(
                ExitStatus.NOT_FOUND,
                "topic '" + topic + "' does not exist" + near.orElse("")
                        + advice.map(clause -> (near.isPresent() ? " " : "; ") + clause)
                                .orElse(""));
    }

    /** Status 6: the topic exists, but not this partition of it. */
    public static Failure missingPartition(String topic, int partition, int partitions) {
        return new Failure(
                ExitStatus.NOT_FOUND,
                "partition " + partition + " of topic '" + topic + "' does not exist, it has " + partitions + " (0 to "
                        + (partitions - 1) + ")");
    }
}
