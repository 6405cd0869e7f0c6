package org.kafkamqtt.kafka.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** Holds the version of kafka-clients whose insides {@link KafkaNetwork} and {@link ReaderNetwork} were written against. */
class InsidesTest {
    private static final String WHAT_TO_LOOK_AT =
            """
            kafka-clients has another version. Before this expectation changes, compare with the version before:
            1. ClientUtils.createNetworkClient, NetworkClient, ProducerMetadata: parameters and meaning; Sender.run and \
            Sender.sendProducerData for how they are driven (ready, pollDelayMs, requestUpdate, topics that are forgotten).
            2. ProduceRequest.builder and ProduceRequest.json: a new version may need other fields (13 brought topic IDs).
            3. Errors, ProduceResponse.json and Sender.completeBatch: new errors, and which may be tried again \
            (ProduceAnswersTest lists them); DelayedProduce and ReplicaManager of the broker for those after which a batch may \
            be stored all the same.
            4. ProducerAppendInfo.checkSequence, checkProducerEpoch, ProducerStateEntry of the broker: what Lane relies on.
            5. TransactionManager.bumpIdempotentProducerEpoch: whether clients may still raise an epoch by themselves.
            6. BuiltInPartitioner and KafkaProducer.configureDeliveryTimeout, which StickyChoice and KafkaNetwork follow.
            7. Compression, CompressionType and MemoryRecords: moved once already.
            8. ClientUtils.createNetworkClient once more, and Selector, NetworkReceive, MemoryPool: ReaderNetwork puts a \
            NetworkClient together by hand, and relies on every answer being received into one array of the pool that \
            nobody else gives back.
            9. Metadata: retainTopic, newMetadataRequestBuilder, currentLeader, updatePartitionLeadership, and that fetch() \
            is another object after each change (TopicsMetadata, ReaderNetwork).
            10. FetchRequest.json and FetchResponse.json: a new version may need other fields (12 brought epochs, 13 topic \
            IDs), FetchSessionHandler for sessions (Session), FetchRequest.Builder for what is forgotten and replaced.
            11. FetchCollector, OffsetFetcherUtils, OffsetsForLeaderEpochUtils, SubscriptionState: what errors and epochs \
            mean (FetchAnswersTest, Track); CompletedFetch for aborted transactions (Scan).
            12. DefaultRecordBatch, DefaultRecord: a format after magic 2 (BatchFormat, SlicePortion, KafkaFormats).
            Then run the SimulationTests, the tools' tests over both roads, ReaderIT, the journeys with three nodes and older \
            brokers.
            """;

    @Test
    void the_insides_of_kafka_clients_are_those_of_this_version() {
        assertEquals("4.3.1", AppInfoParser.getVersion(), WHAT_TO_LOOK_AT);
    }
}
