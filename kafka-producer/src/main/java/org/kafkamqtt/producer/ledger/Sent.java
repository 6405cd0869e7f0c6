package org.kafkamqtt.producer.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.record.Origin;

/**
 * A record on its way: knows its place in the input and is told what became of it.
 *
 * <p>There is one for each record in flight, and the collector copies them, so the common ones are small ({@code
 * bench/producer}); {@link Followed} has what only some runs need.
 *
 * <p>Any thread may report its fate. Only the first report counts: a client that is fenced reports a record twice, when it is
 * handed over and again when it gives up the batch that the record has joined (kafka-clients 4.3).
 */
public class Sent implements Callback, Tracked {
    private static final VarHandle SIZE = sizeHandle();

    final Origin origin;
    final long number;
    /** {@link System#nanoTime} when it was handed to the client. */
    final long since;

    /** Bytes of key, value and headers; inverted once its fate is known, since one more field would take 8 more bytes. */
    private int size;

    private final Ledger ledger;

    public Sent(Ledger ledger, Origin origin, long number, int size) {
        this.ledger = ledger;
        this.origin = origin;
        this.number = number;
        this.size = size;
        this.since = System.nanoTime();
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> record() {
        return null;
    }

    @Override
    public long sequence() {
        throw new IllegalStateException("the sequence was not kept");
    }

    @Override
    public final int size() {
        int bytes = size;
        return bytes < 0 ? ~bytes : bytes;
    }

    /** It is handed to the client once more. */
    void again() {
        size = size();
    }

    /** The client did not take it, for a reason that is reported elsewhere. */
    public final void refused() {
        if (settle(false)) {
            ledger.refused();
        }
    }

    private boolean settle(boolean acknowledged) {
        int bytes = size;
        boolean first = bytes >= 0 && SIZE.compareAndSet(this, bytes, ~bytes);
        if (first) {
            told(acknowledged);
        }
        return first;
    }

    /** Its fate has become known; called once. */
    void told(boolean acknowledged) {}

    @Override
    public final void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (!settle(failure == null)) {
            return;
        }
        if (failure == null && metadata != null) {
            ledger.acknowledged(this, metadata);
        } else {
            String topic = metadata == null ? "" : metadata.topic();
            ledger.failed(this, topic, failure == null ? new IllegalStateException("no answer") : failure);
        }
    }

    private static VarHandle sizeHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Sent.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
