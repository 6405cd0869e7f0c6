package org.kafkamqtt.consumer;

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
            "ClusterConnectionStates",
            "ConnectionState",
            "LeastLoadedNode",
            "Metadata",
            "NetworkClient",
            "NetworkClientUtils",
            "NodeApiVersions",
            "RequestCompletionHandler",
            "admin.KafkaAdminClient",
            "admin.internals.AdminMetadataManager",
            "consumer.CommitFailedException",
            "consumer.ConsumerGroupMetadata",
            "consumer.ConsumerPartitionAssignor",
            "consumer.ConsumerRecord",
            "consumer.ConsumerRecords",
            "consumer.OffsetAndMetadata",
            "consumer.OffsetAndTimestamp",
            "consumer.internals.AbstractCoordinator",
            "consumer.internals.CompletedFetch",
            "consumer.internals.ConsumerCoordinator",
            "consumer.internals.ConsumerNetworkClient",
            "consumer.internals.ConsumerProtocol",
            "consumer.internals.ConsumerRebalanceListenerInvoker",
            "consumer.internals.Fetch",
            "consumer.internals.FetchMetricsAggregator",
            "consumer.internals.Heartbeat",
            "consumer.internals.OffsetFetcher",
            "consumer.internals.OffsetFetcherUtils",
            "consumer.internals.SubscriptionState");

    private static final List<String> COMMON = List.of(
            "KafkaFuture",
            "PartitionInfo",
            "TopicCollection",
            "TopicIdPartition",
            "TopicPartition",
            "TopicPartitionInfo",
            "compress.Compression",
            "errors.RecordDeserializationException",
            "feature.BaseVersionRange",
            "feature.SupportedVersionRange",
            "header.internals.RecordHeaders",
            "internals.KafkaCompletableFuture",
            "memory.MemoryPool",
            "message.ApiVersionsResponseData",
            "message.ConsumerProtocolAssignment",
            "message.ConsumerProtocolSubscription",
            "message.DescribeClusterResponseData",
            "message.DescribeTopicPartitionsResponseData",
            "message.FetchResponseData",
            "message.MetadataResponseData",
            "message.RequestHeaderData",
            "message.ResponseHeaderData",
            "metrics.Gauge",
            "metrics.stats.SampledStat",
            "network.ByteBufferSend",
            "network.ChannelState",
            "network.KafkaChannel",
            "network.NetworkReceive",
            "network.NetworkSend",
            "network.PlaintextChannelBuilder",
            "network.PlaintextTransportLayer",
            "network.Selector",
            "protocol.ApiKeys",
            "protocol.ByteBufferAccessor",
            "protocol.Errors",
            "protocol.MessageSizeAccumulator",
            "protocol.MessageUtil",
            "protocol.ObjectSerializationCache",
            "protocol.SendBuilder",
            "protocol.types.RawTaggedFieldWriter",
            "record.internal.ByteBufferLogInputStream",
            "record.internal.DefaultRecord",
            "record.internal.DefaultRecordBatch",
            "record.internal.MemoryRecords",
            "requests.AbstractRequest",
            "requests.AbstractResponse",
            "requests.FetchMetadata",
            "requests.FetchRequest",
            "requests.FetchResponse",
            "requests.ListOffsetsRequest",
            "requests.MetadataRequest",
            "requests.MetadataResponse",
            "requests.OffsetFetchRequest",
            "requests.RequestHeader",
            "requests.RequestUtils",
            "requests.ResponseHeader",
            "security.auth.AuthenticationContext",
            "security.auth.KafkaPrincipal",
            "security.authenticator.DefaultKafkaPrincipalBuilder",
            "security.authenticator.SaslClientAuthenticator",
            "telemetry.internals.ClientTelemetryReporter",
            "telemetry.internals.ClientTelemetrySender",
            "telemetry.internals.MetricsCollector",
            "utils.AppInfoParser",
            "utils.ByteUtils",
            "utils.Bytes",
            "utils.Checksums",
            "utils.Crc32C",
            "utils.ImplicitLinkedHashCollection",
            "utils.ImplicitLinkedHashMultiCollection",
            "utils.Sanitizer");

    private static final List<String> OURS = List.of(
            "console.DeathLog",
            "console.Tally",
            "console.json.RecordJson",
            "console.report.SummaryStyle",
            "console.stream.PipeGauge",
            "console.text.Bytes",
            "console.text.Digits",
            "console.text.Utf8",
            "consumer.Run",
            "consumer.Topics",
            "consumer.dedupe.Dedupe",
            "consumer.dedupe.DedupePlan",
            "consumer.feed.BrokerWatch",
            "consumer.feed.ClientFeed",
            "consumer.feed.ClientPortion",
            "consumer.feed.ClientView",
            "consumer.feed.GroupFeed",
            "consumer.feed.ReaderFeed",
            "consumer.feed.ReceivedBytes",
            "consumer.feed.TooLarge",
            "consumer.format.JsonFormat",
            "consumer.format.Surroundings",
            "consumer.read.Assignment",
            "consumer.read.Commits",
            "consumer.read.Counts",
            "consumer.read.Ending",
            "consumer.read.Fetching",
            "consumer.read.Handled",
            "consumer.read.Hands",
            "consumer.read.Haste",
            "consumer.read.Holdings",
            "consumer.read.ReadLedger",
            "consumer.read.ReadLoop",
            "consumer.read.SinkWork",
            "consumer.read.Slice",
            "consumer.read.Starts",
            "consumer.read.TopicChanges",
            "consumer.read.TopicGuard",
            "consumer.read.Trouble",
            "consumer.select.Point",
            "consumer.select.TailSearch",
            "consumer.settings.Opening",
            "consumer.sink.OutputSink",
            "consumer.sink.PipeSink",
            "consumer.sink.Sink",
            "consumer.watch.RebalanceLog",
            "consumer.watch.StatsWatch",
            "consumer.watch.Watchers",
            "kafka.RecordLine",
            "kafka.contact.Greeting",
            "kafka.fetch.Answer",
            "kafka.fetch.Ask",
            "kafka.fetch.BatchFormat",
            "kafka.fetch.Fetched",
            "kafka.fetch.Leader",
            "kafka.fetch.Lease",
            "kafka.fetch.Lent",
            "kafka.fetch.LogRecord",
            "kafka.fetch.Place",
            "kafka.fetch.ReadSettings",
            "kafka.fetch.Reader",
            "kafka.fetch.Reset",
            "kafka.fetch.Scan",
            "kafka.fetch.Session",
            "kafka.fetch.Slice",
            "kafka.fetch.SlicePortion",
            "kafka.fetch.Track",
            "kafka.fetch.Verdict",
            "kafka.topic.TopicIdentity",
            "kafka.topic.TopicNews",
            "kafka.topic.TopicSeen",
            "kafka.topic.TopicWatch",
            "kafka.wire.AnswerBuffers",
            "kafka.wire.FetchAnswers",
            "kafka.wire.KafkaFormats",
            "kafka.wire.KafkaReader",
            "kafka.wire.PlaceQuestions",
            "kafka.wire.ReaderNetwork",
            "kafka.wire.TopicsMetadata");

    private Rehearsal() {}

    static void run() {
        names().forEach(Rehearsal::load);
    }

    /** The full names of all. */
    static Stream<String> names() {
        return Stream.of(
                        CLIENTS.stream().map(name -> "org.apache.kafka.clients." + name),
                        COMMON.stream().map(name -> "org.apache.kafka.common." + name),
                        OURS.stream().map(name -> "org.kafkamqtt." + name))
                .flatMap(all -> all);
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
