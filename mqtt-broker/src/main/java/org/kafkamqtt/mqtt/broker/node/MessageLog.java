package org.kafkamqtt.mqtt.broker.node;

import java.util.function.Consumer;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.session.Receipt;

/**
 * The log of all message topics, as a node sees it: numbered partitions. Only the node's thread calls it, and it calls back on the
 * node's thread only, never before the call returns.
 */
public interface MessageLog {
    /** Hears of what is at the end of the log, of each partition in order and without a gap, from where the node began. */
    interface Tail {
        void arrived(Chunk chunk);

        /** There is room again, after {@link MessageLog#append} has refused. */
        void room();
    }

    /** How many partitions there are; grows when partitions are added. */
    int partitions();

    /**
     * Appends a message where its route leads; copies what it needs.
     *
     * @return false if there is no room for it now: nothing was done, {@link Tail#room} follows
     */
    boolean append(Message message, Receipt receipt);

    /** Asks where all partitions end: offsets after all that was acknowledged when this was asked, by anybody. */
    void ends(Consumer<long[]> answer);

    /** Asks for what lies at an offset: one chunk, of bounded size, whole (not sparse). One question for each partition at a time. */
    void read(int partition, long offset, Consumer<Chunk> answer);

    /** Whether the tail is to be whole from now on: somebody has subscribed to something. */
    void wanted(boolean whole);
}
