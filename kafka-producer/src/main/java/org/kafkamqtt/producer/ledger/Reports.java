package org.kafkamqtt.producer.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.kafkamqtt.console.text.Bytes;

/**
 * Delivery reports on standard output, one line for each record that arrived.
 *
 * <p>Thread-safe. In transactions they are held until the commit; records of an aborted one are not reported.
 */
public final class Reports {
    private final ReportFormat format;
    private final OutputStream out;
    private final boolean transactional;
    private final Bytes lines = new Bytes();
    private int due;

    public Reports(ReportFormat format, OutputStream out, boolean transactional) {
        this.format = format;
        this.out = out;
        this.transactional = transactional;
    }

    synchronized void acknowledged(Tracked sent, RecordMetadata metadata) {
        format.append(lines, sent, metadata);
        lines.add('\n');
        if (!transactional) {
            due = lines.size();
        }
    }

    synchronized void committed() {
        due = lines.size();
    }

    synchronized void aborted() {
        lines.shrinkTo(due);
    }

    /** Writes the lines that are due; the sender's thread only collects them, so that a slow reader does not hold it up. */
    public synchronized void flush() {
        if (due == 0) {
            return;
        }
        try {
            out.write(lines.array(), 0, due);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            byte[] rest = java.util.Arrays.copyOfRange(lines.array(), due, lines.size());
            lines.clear();
            lines.add(rest);
            due = 0;
        }
    }
}
