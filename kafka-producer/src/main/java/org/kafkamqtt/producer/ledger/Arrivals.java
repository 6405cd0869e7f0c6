package org.kafkamqtt.producer.ledger;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Outcomes;
import org.kafkamqtt.kafka.append.RecordReader;
import org.kafkamqtt.kafka.append.Span;

/** Tells the ledger, batch by batch, what became of the records of an appender. The appender's thread owns it. */
public final class Arrivals implements Outcomes<Notes> {
    private final Ledger ledger;
    private final Followers followers;
    private final NotesPool pool;

    public Arrivals(Ledger ledger, Followers followers, NotesPool pool) {
        this.ledger = ledger;
        this.followers = followers;
        this.pool = pool;
    }

    @Override
    public void arrived(Batch<Notes> batch, long baseOffset, long logAppendTime) {
        long now = System.nanoTime();
        RecordReader reader = followers.wantRecords() ? batch.reader() : null;
        long bytes = 0;
        for (Span<Notes> span : batch.spans()) {
            Notes notes = span.notes();
            bytes += notes.bytes(span.first(), span.count());
            notes.latencies(span.first(), span.count(), now, ledger.latencies());
            if (reader != null) {
                report(batch, span, reader, baseOffset, logAppendTime);
            }
            followers.acknowledged(notes, span.first(), span.count());
            learn(batch.partition(), span, now);
            settle(notes, span.count());
        }
        ledger.acknowledged(batch.count(), bytes);
    }

    private void report(
            Batch<Notes> batch, Span<Notes> span, RecordReader reader, long baseOffset, long logAppendTime) {
        TopicPartition partition = new TopicPartition(batch.topic(), batch.partition());
        for (int i = span.first(); i < span.first() + span.count() && reader.next(); i++) {
            Noted sent = Noted.of(batch, reader, span.notes(), i, followers.wantSequence());
            long timestamp = logAppendTime >= 0 ? logAppendTime : reader.timestamp();
            int index = baseOffset < 0 ? 0 : reader.index();
            followers.report(sent, new RecordMetadata(partition, baseOffset, index, timestamp, -1, -1));
        }
    }

    private static void learn(int partition, Span<Notes> span, long now) {
        Learning learning = span.notes().learning();
        if (learning != null) {
            for (int i = span.first(); i < span.first() + span.count(); i++) {
                learning.acknowledged(
                        partition, span.notes().size(i), now - span.notes().since(i));
            }
        }
    }

    @Override
    public void failed(Batch<Notes> batch, int from, int count, Exception cause, boolean perhapsArrived) {
        RecordReader reader = batch.reader();
        int index = 0;
        for (Span<Notes> span : batch.spans()) {
            int failed = 0;
            for (int i = span.first(); i < span.first() + span.count() && reader.next(); i++) {
                if (index >= from && index < from + count) {
                    fail(batch, reader, span.notes(), i, cause, perhapsArrived);
                    failed++;
                }
                index++;
            }
            if (failed > 0) {
                settle(span.notes(), failed);
            }
        }
    }

    private void fail(
            Batch<Notes> batch, RecordReader reader, Notes notes, int index, Exception cause, boolean perhapsArrived) {
        @Nullable Learning learning = notes.learning();
        if (learning != null) {
            learning.failed(batch.partition(), notes.size(index));
        }
        ledger.failed(
                Noted.of(batch, reader, notes, index, followers.wantSequence()), batch.topic(), cause, perhapsArrived);
    }

    private void settle(Notes notes, int records) {
        if (notes.settle(records)) {
            pool.giveBack(notes);
        }
    }
}
