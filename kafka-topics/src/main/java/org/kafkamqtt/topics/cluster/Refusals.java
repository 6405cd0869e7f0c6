package org.kafkamqtt.topics.cluster;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TopicDeletionDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.topics.plan.Refusal;

/**
 * What a cluster refuses, in words.
 *
 * @param bootstrap the brokers, for messages
 */
record Refusals(String bootstrap) {
    /** Why one topic was refused. */
    Refusal of(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof TopicExistsException) {
            return Refusal.existing();
        }
        if (cause instanceof UnknownTopicOrPartitionException || cause instanceof UnknownTopicIdException) {
            return new Refusal(ExitStatus.NOT_FOUND, "it does not exist");
        }
        if (cause instanceof TopicDeletionDisabledException) {
            return new Refusal(ExitStatus.FAILED, "the brokers do not allow it (delete.topic.enable=false)");
        }
        if (cause instanceof ThrottlingQuotaExceededException) {
            return new Refusal(ExitStatus.FAILED, "the quota for such changes is used up; try again later");
        }
        if (cause != null && asked(cause)) {
            return new Refusal(ExitStatus.USAGE, words(cause));
        }
        Failure failure = failure(e);
        return new Refusal(failure.status(), failure.sentence());
    }

    /** Whether it is what the user asked for that is refused. */
    private static boolean asked(Throwable cause) {
        return cause instanceof InvalidPartitionsException
                || cause instanceof InvalidReplicationFactorException
                || cause instanceof InvalidReplicaAssignmentException
                || cause instanceof InvalidTopicException
                || cause instanceof InvalidConfigurationException
                || cause instanceof InvalidRequestException
                || cause instanceof PolicyViolationException;
    }

    private static String words(Throwable cause) {
        String words = cause.getMessage() == null ? Reason.of(cause) : Reason.plain(cause.getMessage());
        String clause = words.strip().replaceAll("[.]$", "");
        return clause.isEmpty() ? clause : Character.toLowerCase(clause.charAt(0)) + clause.substring(1);
    }

    /** Why the whole question failed. */
    Failure failure(ExecutionException e) {
        return KafkaFailure.explain(e, bootstrap);
    }

    /** Rethrows what is not about one partition: no answer, no login. */
    void rethrowIfGeneral(ExecutionException e) {
        if (!(e.getCause() instanceof ApiException) || failure(e).status() == ExitStatus.UNAUTHORISED) {
            throw failure(e);
        }
    }
}
