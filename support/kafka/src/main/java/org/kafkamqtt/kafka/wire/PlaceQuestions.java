package org.kafkamqtt.kafka.wire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.jspecify.annotations.Nullable;

/** Questions about topics and their partitions that wait for the answer, as those of a KafkaConsumer do. Its thread owns it. */
final class PlaceQuestions {
    private final ReaderNetwork network;
    private final Waiting waiting;
    private final long backoffMs;
    private final boolean creates;

    /** How time passes while an answer is awaited. */
    @FunctionalInterface
    interface Waiting {
        /**
         * Writes and reads until something has happened.
         *
         * @param most milliseconds to wait for that
         * @throws RuntimeException what ends the wait
         */
        void pass(long most);
    }

    /**
     * Asks.
     *
     * @param backoffMs milliseconds before a question is asked again
     * @param creates whether topics that are asked about may be created by that
     */
    PlaceQuestions(ReaderNetwork network, Waiting waiting, long backoffMs, boolean creates) {
        this.network = network;
        this.waiting = waiting;
        this.backoffMs = backoffMs;
        this.creates = creates;
    }

    // ---- topics

    /**
     * The partitions of a topic; none if it does not exist.
     *
     * @throws TimeoutException if there is no answer in time
     */
    List<PartitionInfo> partitions(String topic, long limitMs) {
        return topics(MetadataRequest.Builder.forTopicNames(List.of(topic), creates), limitMs)
                .getOrDefault(topic, List.of());
    }

    /**
     * All topics.
     *
     * @throws TimeoutException if there is no answer in time
     */
    Map<String, List<PartitionInfo>> topics(long limitMs) {
        return topics(MetadataRequest.Builder.allTopics(), limitMs);
    }

    private Map<String, List<PartitionInfo>> topics(MetadataRequest.Builder request, long limitMs) {
        long deadline = deadline(limitMs);
        while (true) {
            MetadataResponse response =
                    (MetadataResponse) any(request, deadline).responseBody();
            if (response.topLevelError() == Errors.NONE && settled(response)) {
                return found(response);
            }
            pause(deadline);
        }
    }

    /** A response without a hitch; the same request as that of the node that can be asked first. */
    private ClientResponse any(MetadataRequest.Builder request, long deadline) {
        while (true) {
            Optional<Node> node = network.any();
            if (node.isPresent()) {
                Reply reply = new Reply();
                network.send(node.get().idString(), request, reply::take);
                while (reply.response == null) {
                    pass(deadline);
                }
                if (reply.response.versionMismatch() != null) {
                    throw reply.response.versionMismatch();
                }
                if (reply.response.hasResponse()) {
                    return reply.response;
                }
                pause(deadline);
            } else {
                pass(deadline);
            }
        }
    }

    private static final class Reply {
        private @Nullable ClientResponse response;

        void take(ClientResponse taken) {
            response = taken;
        }
    }

    private void pass(long deadline) {
        long left = deadline - network.nowMs();
        if (left <= 0) {
            throw new TimeoutException("Timeout expired while fetching topic metadata");
        }
        waiting.pass(left);
    }

    private void pause(long deadline) {
        long until = Math.min(deadline, network.nowMs() + backoffMs);
        while (network.nowMs() < until) {
            waiting.pass(until - network.nowMs());
        }
    }

    /** Whether the topics of this response are in a state that will last. */
    private static boolean settled(MetadataResponse response) {
        Set<String> denied = response.topicsByError(Errors.TOPIC_AUTHORIZATION_FAILED);
        if (!denied.isEmpty()) {
            throw new TopicAuthorizationException(denied);
        }
        boolean settled = true;
        for (Map.Entry<String, Errors> each : response.errors().entrySet()) {
            Errors error = each.getValue();
            if (error == Errors.INVALID_TOPIC_EXCEPTION) {
                throw new InvalidTopicException("Topic '" + each.getKey() + "' is invalid");
            } else if (error.exception() instanceof RetriableException) {
                settled &= error == Errors.UNKNOWN_TOPIC_OR_PARTITION;
            } else if (error != Errors.NONE) {
                throw error.exception();
            }
        }
        return settled;
    }

    private static Map<String, List<PartitionInfo>> found(MetadataResponse response) {
        Map<String, List<PartitionInfo>> found = new HashMap<>();
        Map<Integer, Node> nodes = response.brokersById();
        for (MetadataResponse.TopicMetadata topic : response.topicMetadata()) {
            if (topic.error() == Errors.NONE) {
                found.put(
                        topic.topic(),
                        topic.partitionMetadata().stream()
                                .map(partition -> MetadataResponse.toPartitionInfo(partition, nodes))
                                .toList());
            }
        }
        return found;
    }

    // ---- offsets

    /**
     * The offset of each of these partitions at the time given for it; null where there is none.
     *
     * @param times milliseconds since 1970, or one of the times of {@code ListOffsets} that are less than 0
     * @throws TimeoutException if not all answers come in time
     */
    Map<TopicPartition, @Nullable OffsetAndTimestamp> offsets(Map<TopicPartition, Long> times, long limitMs) {
        long deadline = deadline(limitMs);
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>();
        Map<TopicPartition, Long> left = new HashMap<>(times);
        network.alsoAbout(left.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        while (!left.isEmpty()) {
            Round round = new Round();
            round.ask(left);
            while (!round.finished()) {
                await(deadline, limitMs, deadline);
            }
            round.check();
            found.putAll(round.found);
            left.keySet().removeAll(round.found.keySet());
            if (!left.isEmpty() && !round.waitsOnly) {
                network.outdated();
                long until = network.nowMs() + backoffMs;
                while (network.nowMs() < until) {
                    await(deadline, limitMs, until);
                }
            } else if (!left.isEmpty()) {
                await(deadline, limitMs, deadline);
            }
        }
        return found;
    }

    private void await(long deadline, long limitMs, long until) {
        long now = network.nowMs();
        if (now >= deadline) {
            throw new TimeoutException("Failed to get offsets by times in " + limitMs + "ms");
        }
        waiting.pass(Math.min(until, deadline) - now);
    }

    private long deadline(long limitMs) {
        long deadline = network.nowMs() + limitMs;
        return deadline < 0 ? Long.MAX_VALUE : deadline;
    }

    /** One request to each leader. */
    private final class Round {
        private final Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>();
        private int awaited;
        /** Whether nobody has refused, and the rest only waits for leaders and connections. */
        private boolean waitsOnly = true;

        private @Nullable RuntimeException failure;

        void ask(Map<TopicPartition, Long> times) {
            Map<Integer, Map<TopicPartition, Long>> byNode = new HashMap<>();
            Map<TopicPartition, Integer> epochs = new HashMap<>();
            for (Map.Entry<TopicPartition, Long> time : times.entrySet()) {
                Metadata.LeaderAndEpoch leader = network.led(time.getKey());
                if (leader.leader.isEmpty()) {
                    network.outdated();
                    continue;
                }
                leader.epoch.ifPresent(epoch -> epochs.put(time.getKey(), epoch));
                byNode.computeIfAbsent(leader.leader.get().id(), node -> new HashMap<>())
                        .put(time.getKey(), time.getValue());
            }
            byNode.forEach((node, own) -> {
                if (network.ready(node)) {
                    awaited++;
                    network.send(Integer.toString(node), network.offsets(own, epochs), this::take);
                }
            });
        }

        boolean finished() {
            return awaited == 0;
        }

        void check() {
            if (failure != null) {
                throw failure;
            }
        }

        private void take(ClientResponse response) {
            awaited--;
            if (!response.hasResponse()) {
                failure = response.versionMismatch();
                waitsOnly = false;
                return;
            }
            Set<String> denied = new HashSet<>();
            for (ListOffsetsResponseData.ListOffsetsTopicResponse topic :
                    ((ListOffsetsResponse) response.responseBody()).topics()) {
                for (ListOffsetsResponseData.ListOffsetsPartitionResponse partition : topic.partitions()) {
                    switch (FetchAnswers.ofPlace(Errors.forCode(partition.errorCode()))) {
                        case OK -> found.put(partition(topic, partition), found(partition));
                        case UNSUPPORTED -> found.put(partition(topic, partition), null);
                        case DENIED -> denied.add(topic.name());
                        default -> waitsOnly = false;
                    }
                }
            }
            if (!denied.isEmpty()) {
                failure = new TopicAuthorizationException(denied);
            }
        }

        private static TopicPartition partition(
                ListOffsetsResponseData.ListOffsetsTopicResponse topic,
                ListOffsetsResponseData.ListOffsetsPartitionResponse partition) {
            return new TopicPartition(topic.name(), partition.partitionIndex());
        }

        private static @Nullable OffsetAndTimestamp found(
                ListOffsetsResponseData.ListOffsetsPartitionResponse partition) {
            if (partition.offset() < 0) {
                return null;
            }
            // Only the offset counts where no time was asked for, and the class takes no time less than 0.
            return new OffsetAndTimestamp(
                    partition.offset(),
                    Math.max(0, partition.timestamp()),
                    partition.leaderEpoch() < 0 ? Optional.empty() : Optional.of(partition.leaderEpoch()));
        }
    }
}
