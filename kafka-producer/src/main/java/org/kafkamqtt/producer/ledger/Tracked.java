package org.kafkamqtt.producer.ledger;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.record.Origin;

/** A record on its way, as those see it who hear what became of it. */
interface Tracked {
    /** The input that it comes from. */
    Origin origin();

    /** Its number in that input. */
    long number();

    /** Bytes of key, value and headers. */
    int size();

    /** Its number among all records of the run, from 0, if that is kept. */
    long sequence();

    /** The record itself, if a failure or a report may need it. */
    @Nullable
    ProducerRecord<byte[], byte[]> record();

    /** Its place in the input, for people. */
    default String place() {
        return origin().place(number());
    }
}
