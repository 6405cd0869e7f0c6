package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.io.OutputStream;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * A table of topics written when the run ends: messages, bytes, topic; most messages first.
 *
 * <p>Not thread-safe; the writing thread owns it.
 */
public final class CountSink implements Sink {
    private final OutputStream out;
    private final boolean json;
    private final TopicCounts counts = new TopicCounts();

    public CountSink(OutputStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    @Override
    public void write(Arrival message) {
        counts.add(message);
    }

    @Override
    public void flush() {
        // The table is written once, at the end.
    }

    @Override
    public void close() throws IOException {
        Bytes table = new Bytes();
        for (TopicCounts.Count count : counts.byMessages()) {
            if (json) {
                table.add("{\"topic\":").addJson(count.topic);
                table.add(",\"messages\":").addNumber(count.messages);
                table.add(",\"bytes\":").addNumber(count.bytes).add("}\n");
            } else {
                table.addNumber(count.messages).add('\t').addNumber(count.bytes).add('\t');
                table.add(Printable.of(count.topic)).add('\n');
            }
        }
        table.writeTo(out);
        out.flush();
    }
}
