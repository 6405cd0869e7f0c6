package org.kafkamqtt.consumer.format;

import java.util.List;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** A record written by the pieces of an {@code -f} format, see {@link TemplateParser}. */
final class Template implements RecordFormat {
    private final RecordFormat[] pieces;

    Template(List<RecordFormat> pieces) {
        this.pieces = pieces.toArray(new RecordFormat[0]);
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        for (RecordFormat piece : pieces) {
            piece.add(out, record);
        }
    }
}
