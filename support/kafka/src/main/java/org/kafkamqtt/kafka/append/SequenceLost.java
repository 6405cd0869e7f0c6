package org.kafkamqtt.kafka.append;

/** A batch is lost for good, and its appender may not go on under another epoch. */
public final class SequenceLost extends Exception {
    private static final long serialVersionUID = 1;

    SequenceLost(String topic, int partition) {
        super("the sequence of batches to " + topic + "-" + partition + " has a gap");
    }
}
