package org.kafkamqtt.producer.ledger;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.RecordReader;
import org.kafkamqtt.producer.record.Origin;

/**
 * One record of a batch of the appender, with what was noted of it.
 *
 * @param record a copy of it
 */
record Noted(Origin origin, long number, int size, long sequence, ProducerRecord<byte[], byte[]> record)
        implements Tracked {

    /** The current record of a reader, whose notes have it at this index. */
    static Noted of(Batch<Notes> batch, RecordReader reader, Notes notes, int index, boolean counted) {
        return new Noted(
                notes.origin(index),
                notes.number(index),
                notes.size(index),
                counted ? notes.sequence(index) : 0,
                record(batch, reader));
    }

    private static ProducerRecord<byte[], byte[]> record(Batch<Notes> batch, RecordReader reader) {
        List<Header> headers = new ArrayList<>();
        reader.headers().forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        return new ProducerRecord<>(
                batch.topic(), batch.partition(), reader.timestamp(), reader.key(), reader.value(), headers);
    }
}
