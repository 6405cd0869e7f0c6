package org.kafkamqtt.topics;

import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the classes that a run with a broker needs, without one: what the launcher's class archive is made from.
 *
 * <p>Each name covers what its initialiser and its nested classes load; a test fails if a name no longer exists.
 */
final class Rehearsal {
    private static final List<String> CLIENTS = List.of(
            "ClientRequest",
            "ClientResponse",
            "NetworkClient",
            "NodeApiVersions",
            "admin.AbstractOptions",
            "admin.Config",
            "admin.ConfigEntry",
            "admin.CreatePartitionsOptions",
            "admin.CreatePartitionsResult",
            "admin.CreateTopicsOptions",
            "admin.CreateTopicsResult",
            "admin.DeleteTopicsOptions",
            "admin.DeleteTopicsResult",
            "admin.DescribeClusterOptions",
            "admin.DescribeClusterResult",
            "admin.DescribeConfigsOptions",
            "admin.DescribeConfigsResult",
            "admin.DescribeLogDirsOptions",
            "admin.DescribeLogDirsResult",
            "admin.DescribeTopicsOptions",
            "admin.DescribeTopicsResult",
            "admin.EndpointType",
            "admin.KafkaAdminClient",
            "admin.ListOffsetsOptions",
            "admin.ListOffsetsResult",
            "admin.ListPartitionReassignmentsOptions",
            "admin.ListPartitionReassignmentsResult",
            "admin.ListTopicsOptions",
            "admin.ListTopicsResult",
            "admin.LogDirDescription",
            "admin.NewPartitions",
            "admin.NewTopic",
            "admin.OffsetSpec",
            "admin.PartitionReassignment",
            "admin.ReplicaInfo",
            "admin.TopicDescription",
            "admin.TopicListing",
            "admin.internals.AdminApiDriver",
            "admin.internals.AdminApiHandler",
            "admin.internals.AdminApiLookupStrategy",
            "admin.internals.AdminUtils",
            "admin.internals.ApiRequestScope",
            "admin.internals.ListOffsetsHandler",
            "admin.internals.PartitionLeaderStrategy");

    private static final List<String> COMMON = List.of(
            "InvalidRecordException",
            "IsolationLevel",
            "KafkaFuture",
            "TopicCollection",
            "TopicPartition",
            "TopicPartitionInfo",
            "config.ConfigResource",
            "feature.BaseVersionRange",
            "feature.SupportedVersionRange",
            "internals.KafkaCompletableFuture",
            "message.RequestHeaderData",
            "message.ResponseHeaderData",
            "network.ByteBufferSend",
            "network.InvalidReceiveException",
            "network.NetworkReceive",
            "network.NetworkSend",
            "network.Receive",
            "network.Send",
            "protocol.ApiKeys",
            "protocol.ApiMessage",
            "protocol.ByteBufferAccessor",
            "protocol.Errors",
            "protocol.MessageSizeAccumulator",
            "protocol.ObjectSerializationCache",
            "protocol.SendBuilder",
            "protocol.types.ArrayOf",
            "protocol.types.BoundField",
            "protocol.types.CompactArrayOf",
            "protocol.types.Field",
            "protocol.types.NullableSchema",
            "protocol.types.RawTaggedFieldWriter",
            "protocol.types.Schema",
            "protocol.types.Struct",
            "protocol.types.TaggedFields",
            "protocol.types.Type",
            "record.internal.BaseRecords",
            "requests.AbstractRequest",
            "requests.AbstractResponse",
            "requests.RequestHeader",
            "requests.RequestUtils",
            "requests.ResponseHeader",
            "security.authenticator.SaslClientAuthenticator",
            "utils.ByteUtils",
            "utils.CollectionUtils",
            "utils.ImplicitLinkedHashCollection",
            "utils.ImplicitLinkedHashMultiCollection");

    /** Each with its answer. */
    private static final List<String> REQUESTS = List.of(
            "ApiVersions",
            "CreatePartitions",
            "CreateTopics",
            "DeleteRecords",
            "DeleteTopics",
            "DescribeCluster",
            "DescribeConfigs",
            "DescribeLogDirs",
            "DescribeTopicPartitions",
            "IncrementalAlterConfigs",
            "ListOffsets",
            "ListPartitionReassignments",
            "Metadata");

    private static final List<String> OURS = List.of(
            "balancer.Balancers",
            "console.text.TimeWords",
            "kafka.contact.Greeting",
            "kafka.topic.Leaders",
            "topics.cluster.KafkaCluster",
            "topics.cluster.Look",
            "topics.cluster.Refusals",
            "topics.command.AlterView",
            "topics.command.BrokersView",
            "topics.command.ConsoleDesk",
            "topics.command.CreateView",
            "topics.command.DeedOptions",
            "topics.command.DeleteView",
            "topics.command.DescribeView",
            "topics.command.FilterOptions",
            "topics.command.GrowthOptions",
            "topics.command.StopPatience",
            "topics.command.TopicsCommand",
            "topics.command.TrimView",
            "topics.plan.Assignment",
            "topics.plan.Broker",
            "topics.plan.Change",
            "topics.plan.Choice",
            "topics.plan.Filter",
            "topics.plan.Growth",
            "topics.plan.GrowthRule",
            "topics.plan.Listing",
            "topics.plan.Marks",
            "topics.plan.NewTopicPlan",
            "topics.plan.PartitionState",
            "topics.plan.Refusal",
            "topics.plan.Result",
            "topics.plan.Told",
            "topics.plan.TopicSetting",
            "topics.plan.TopicState",
            "topics.show.KafkaLines",
            "topics.show.Results",
            "topics.show.TopicDetails",
            "topics.show.TopicList",
            "topics.work.Alteration",
            "topics.work.Consent",
            "topics.work.Creation",
            "topics.work.Deletion",
            "topics.work.Found",
            "topics.work.Inspection",
            "topics.work.Preview",
            "topics.work.Trimming");

    private Rehearsal() {}

    static void run() {
        names().forEach(Rehearsal::load);
    }

    /** The full names of all. */
    static Stream<String> names() {
        return Stream.of(
                        CLIENTS.stream().map(name -> "org.apache.kafka.clients." + name),
                        COMMON.stream().map(name -> "org.apache.kafka.common." + name),
                        REQUESTS.stream().flatMap(Rehearsal::question),
                        OURS.stream().map(name -> "org.kafkamqtt." + name))
                .flatMap(all -> all);
    }

    private static Stream<String> question(String name) {
        return Stream.of(
                "org.apache.kafka.common.requests." + name + "Request",
                "org.apache.kafka.common.requests." + name + "Response",
                "org.apache.kafka.common.message." + name + "RequestData",
                "org.apache.kafka.common.message." + name + "ResponseData");
    }

    private static void load(String name) {
        try {
            nested(Class.forName(name));
        } catch (ClassNotFoundException | LinkageError e) {
            // Then the archive lacks it, and a run takes a moment longer.
            return;
        }
    }

    private static void nested(Class<?> outer) throws ClassNotFoundException {
        for (Class<?> inner : outer.getDeclaredClasses()) {
            Class.forName(inner.getName());
            nested(inner);
        }
    }
}
