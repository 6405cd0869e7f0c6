package org.kafkamqtt.producer.cluster;

import java.util.List;
import org.apache.kafka.common.PartitionInfo;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.kafka.BrokerLinks;

/**
 * What a run sends through: made while the first contact is tried, and settled at the end whatever happened.
 *
 * <p>The sending thread owns it, and makes it {@link #fit} before it starts any other thread. From then on any thread may
 * abandon it, or ask for partitions.
 */
public interface Connection extends AutoCloseable {
    /**
     * The partitions of a topic; waits until they are known.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    List<PartitionInfo> partitionsFor(String topic) throws InterruptedException;

    /** Chooses batches that suit this number of partitions; nothing was sent yet. */
    void fit(int partitions);

    /** Waits until every record is acknowledged or failed; a request to stop limits the wait. */
    void settle(Stop stop);

    /** Waits until every record is acknowledged or failed, or all that are left have failed. */
    void flush();

    /** Gives up the records in flight: they fail. Any thread may call it. */
    void abandon();

    /** Its connections to brokers. Any thread may ask. */
    BrokerLinks links();

    @Override
    void close();
}
