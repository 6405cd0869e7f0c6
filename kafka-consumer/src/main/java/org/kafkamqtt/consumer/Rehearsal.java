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
            "NetworkClientUtils",
            "NodeApiVersions",
            "admin.KafkaAdminClient",
            "admin.internals.AdminMetadataManager",
            "consumer.CommitFailedException",
            "consumer.ConsumerGroupMetadata",
            "consumer.ConsumerRecord",
            "consumer.ConsumerRecords",
            "consumer.OffsetAndMetadata",
            "consumer.internals.AbstractCoordinator",
            "consumer.internals.CompletedFetch",
            "consumer.internals.ConsumerCoordinator",
            "consumer.internals.ConsumerProtocol",
            "consumer.internals.ConsumerRebalanceListenerInvoker",
            "consumer.internals.Fetch",
            "consumer.internals.FetchMetricsAggregator",
            "consumer.internals.Heartbeat",
            "consumer.internals.OffsetFetcher");

    private static final List<String> COMMON = List.of(
            "PartitionInfo",
            "TopicIdPartition",
            "compress.Compression",
            "errors.RecordDeserializationException",
            "header.internals.RecordHeaders",
            "message.ConsumerProtocolAssignment",
            "message.ConsumerProtocolSubscription",
            "message.RequestHeaderData",
            "message.ResponseHeaderData",
            "network.ByteBufferSend",
            "network.KafkaChannel",
            "network.NetworkReceive",
            "network.NetworkSend",
            "network.PlaintextTransportLayer",
            "protocol.ApiKeys",
            "protocol.ByteBufferAccessor",
            "protocol.Errors",
            "protocol.ObjectSerializationCache",
            "protocol.SendBuilder",
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
            "requests.OffsetFetchRequest",
            "requests.RequestHeader",
            "requests.ResponseHeader",
            "security.authenticator.DefaultKafkaPrincipalBuilder",
            "utils.ByteUtils",
            "utils.Bytes",
            "utils.Checksums",
            "utils.Crc32C",
            "utils.ImplicitLinkedHashMultiCollection");

    private static final List<String> OURS = List.of(
            "console.Tally",
            "console.json.RecordJson",
            "console.report.SummaryStyle",
            "console.stream.PipeGauge",
            "console.text.Bytes",
            "console.text.Utf8",
            "consumer.Run",
            "consumer.Topics",
            "consumer.dedupe.Dedupe",
            "consumer.dedupe.DedupePlan",
            "consumer.feed.BrokerWatch",
            "consumer.feed.ClientFeed",
            "consumer.feed.ClientPortion",
            "consumer.feed.ClientView",
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
            "consumer.settings.Opening",
            "consumer.sink.OutputSink",
            "consumer.sink.PipeSink",
            "consumer.sink.Sink",
            "consumer.watch.RebalanceLog",
            "consumer.watch.StatsWatch",
            "consumer.watch.Watchers",
            "kafka.RecordLine",
            "kafka.contact.Greeting",
            "kafka.fetch.Fetched",
            "kafka.fetch.LogRecord",
            "kafka.topic.TopicNews",
            "kafka.topic.TopicWatch");

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
