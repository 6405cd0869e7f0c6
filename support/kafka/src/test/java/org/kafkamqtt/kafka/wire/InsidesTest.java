package org.kafkamqtt.kafka.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** Holds the version of kafka-clients whose insides {@link KafkaNetwork} was written against. */
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
            Then run SimulationTest, the producer's tests over both roads, the journeys with three nodes and older brokers.
            """;

    @Test
    void the_insides_of_kafka_clients_are_those_of_this_version() {
        assertEquals("4.3.1", AppInfoParser.getVersion(), WHAT_TO_LOOK_AT);
    }
}
