package org.kafkamqtt.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.kafkamqtt.console.Bytes;
import org.kafkamqtt.kafka.RecordLine;

/** Our JSON lines. */
final class JsonFormat implements RecordFormat {
    private final RecordLine line = new RecordLine();

    @Override
    public void add(Bytes out, ConsumerRecord<byte[], byte[]> record) {
        line.add(out, record);
        out.add('\n');
    }
}
