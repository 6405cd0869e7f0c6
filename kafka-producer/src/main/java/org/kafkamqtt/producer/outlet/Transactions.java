package org.kafkamqtt.producer.outlet;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.TransactionalPosition;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Source;

/**
 * Sends records in transactions; nothing counts as arrived before its transaction is committed.
 *
 * <p>Thread-safe: the sending thread fills a transaction, and any thread may {@link #commitIfDue() commit} one that is old
 * enough.
 */
public final class Transactions implements Outlet {
    private final Producer<byte[], byte[]> producer;
    private final Outlet outlet;
    private final Ledger ledger;
    private final Batch batch;
    private final TransactionEnd end;
    private final @Nullable TransactionalPosition position;
    private final LongSupplier nanos;
    private boolean open;
    /** Why a transaction was given up: none is begun after it, since records after a gap do not count. */
    private @Nullable Failure givenUp;

    private long held;
    private long since;
    private Position reached = new Position(0, 0, 0);
    private Position arrived = reached;

    /**
     * @param position keeps the position in the input, in the same transaction; null if it is not kept
     * @param nanos the time
     */
    public Transactions(
            Producer<byte[], byte[]> producer,
            Outlet outlet,
            Ledger ledger,
            Batch batch,
            TransactionEnd end,
            @Nullable TransactionalPosition position,
            LongSupplier nanos) {
        this.producer = producer;
        this.outlet = outlet;
        this.ledger = ledger;
        this.batch = batch;
        this.end = end;
        this.position = position;
        this.nanos = nanos;
    }

    @Override
    public synchronized void send(Draft draft, Source source) throws BadRecord {
        if (givenUp != null) {
            ledger.left();
            throw givenUp;
        }
        if (!open) {
            producer.beginTransaction();
            open = true;
            held = 0;
            since = nanos.getAsLong();
        }
        if (held == 0) {
            ledger.opening(source.number());
        }
        hand(draft, source);
        held++;
        reached = new Position(source.origin().index(), source.consumed(), source.number());
        commitIfDue();
    }

    private void hand(Draft draft, Source source) throws BadRecord {
        try {
            outlet.send(draft, source);
        } catch (BadRecord e) {
            if (held == 0) {
                ledger.openedForNothing();
            }
            throw e;
        }
    }

    /**
     * Commits the open transaction if it is full or old enough.
     *
     * @throws Failure if it can no longer be committed
     */
    public synchronized void commitIfDue() {
        if (open && ledger.doom().isPresent()) {
            throw giveUp(explain(ledger.doom().get()));
        }
        if (open && held > 0 && batch.full(held, nanos.getAsLong() - since)) {
            commit();
        }
    }

    /** The position in the input at the last commit; all zeros before the first. */
    public synchronized Position arrived() {
        return arrived;
    }

    /** Commits the open transaction, if there is one. */
    public synchronized void commit() {
        if (!open) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            sendPosition();
            interrupted |= commitWhateverInterrupts();
            open = false;
            arrived = reached;
            ledger.committed();
        } catch (InterruptException e) {
            throw giveUp(new Failure(ExitStatus.PARTIAL, "stopped", e));
        } catch (KafkaException | IllegalStateException e) {
            // The latter from a client that was closed in the middle of it.
            throw giveUp(explain(e));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Commits; an interrupted commit must be tried again. True if it was interrupted. */
    private boolean commitWhateverInterrupts() {
        boolean interrupted = false;
        while (true) {
            try {
                producer.commitTransaction();
                return interrupted;
            } catch (InterruptException e) {
                interrupted = Thread.interrupted();
            }
        }
    }

    private void sendPosition() {
        if (position == null) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = position.offsets(reached);
        producer.sendOffsetsToTransaction(offsets, group(position.group()));
    }

    /** A group without members has no consumer to take this from, which is why the constructor is deprecated. */
    @SuppressWarnings("removal")
    private static ConsumerGroupMetadata group(String name) {
        return new ConsumerGroupMetadata(name);
    }

    /** The failure for an exception of the client, in the light of how long the transaction has been open. */
    public synchronized Failure explain(Exception thrown) {
        return end.explain(thrown, open ? nanos.getAsLong() - since : 0);
    }

    /** Gives up the open transaction, if there is one; returns the failure with what that costs. */
    public synchronized Optional<Failure> abort(Failure why) {
        return open ? Optional.of(giveUp(why)) : Optional.empty();
    }

    /** Gives up the open transaction: its records did not arrive. */
    private Failure giveUp(Failure cause) {
        Failure told = abandon(cause);
        givenUp = told;
        return told;
    }

    private Failure abandon(Failure cause) {
        open = false;
        // A pending interrupt would keep the abort from being sent.
        boolean interrupted = Thread.interrupted();
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            // Fenced, or the broker is lost: the coordinator will abort it. The cause is reported below.
            ledger.aborted();
            return withLoss(cause, "; the open transaction did not arrive (" + records() + ")");
        } catch (IllegalStateException e) {
            // A commit that timed out cannot be taken back.
            ledger.aborted();
            return withLoss(cause, "; it is not known whether the last transaction arrived (" + records() + ")");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        ledger.aborted();
        return withLoss(cause, "; the open transaction was aborted (" + records() + ")");
    }

    private String records() {
        return Figures.count(held, "record");
    }

    private static Failure withLoss(Failure cause, String loss) {
        return new Failure(cause.status(), cause.sentence() + loss, cause);
    }
}
