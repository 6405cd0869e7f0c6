package org.kafkamqtt.kafka.append;

/** Where the partitions are, as far as is known. Asked by the appender's thread. */
public interface Leaders {
    /** No leader is known. */
    int NONE = -1;

    /** The node that leads this partition, or {@link #NONE}. */
    int leader(String topic, int partition);

    /** Something that a broker answered shows that this is out of date. */
    void outdated();
}
