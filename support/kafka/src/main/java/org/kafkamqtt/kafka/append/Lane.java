package org.kafkamqtt.kafka.append;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one partition's batches: which is sent next, under which number, and what an answer means for those around it.
 *
 * <p>Batches are numbered when they are first sent, and keep their number, so that a broker recognises a repeat; only when it is
 * certain that none of them is in the log do they get other numbers, under a raised epoch where an earlier request may still
 * be under way. A batch that may be in the log is asked for until that is known.
 *
 * <p>The appender's thread owns it, but for the open batch ({@link Intake}) and {@link #quiet}, which any thread may ask.
 *
 * <p>What a broker checks: it stores a batch only if its sequence follows the last one stored of the producer, answers the last
 * five as repeats, and takes any sequence of a producer that it knows nothing of (UnifiedLog, ProducerAppendInfo and
 * ProducerStateEntry, Kafka 4.3). After a restart it may recognise only the very last one.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public final class Lane<N> {
    private final String topic;
    private final int partition;
    private final Lanes<N> lanes;
    private final AppendSettings settings;
    /** Never sent. */
    private final ArrayDeque<Batch<N>> waiting = new ArrayDeque<>();
    /** Sent at least once, oldest first. */
    private final ArrayList<Batch<N>> sent = new ArrayList<>();

    /** The adding thread's. */
    @Nullable
    Batch<N> open;
    /** The adding thread's: bytes of the next batch that is opened. */
    int nextSize = Intake.FIRST_SIZE;
    /** The adding thread's: whether it is in the list of those with an open batch. */
    boolean listed;

    /** Whether the lanes go through this one. */
    boolean active;
    /** Where the numbers of a producer ID begin; a broker takes any, and tests begin near the wrap. */
    int firstSequence;

    /** When its last batch left the intake; whoever makes a batch leave sets it, under the intake's lock. */
    long leftMs = Long.MIN_VALUE / 2;

    private volatile boolean quiet = true;
    private @Nullable Exception trouble;
    private @Nullable Identity identity;
    private int sequence;
    private int inFlight;
    private int node = Leaders.NONE;
    private long notBefore = Long.MIN_VALUE;
    /** Whether the broker has stored a batch under this identity: until then it would take any sequence. */
    private boolean established;

    private long storedMs;
    /** Whether nothing new is sent until all that is in flight is answered. */
    private boolean disturbed;
    /** Whether the sequences of what was sent are void: one before them is certainly not in the log. */
    private boolean gap;
    /** Where the gap begins. */
    private int gapAt;
    /** Whether a request of this identity may still reach a broker although no answer is awaited. */
    private boolean strays;
    /** When the last answer was lost. */
    private long lostMs;
    /** Whether the broker no longer has what it once acknowledged. */
    private boolean forgotten;
    /** When it first looked as if none of the open batches were in the log, {@link Long#MAX_VALUE} if it does not. */
    private long doubtedMs = Long.MAX_VALUE;
    /** The batch that is sent alone to find out how far the broker has got. */
    private @Nullable Batch<N> asked;

    Lane(String topic, int partition, Lanes<N> lanes, AppendSettings settings) {
        this.topic = topic;
        this.partition = partition;
        this.lanes = lanes;
        this.settings = settings;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    /** Whether nothing waits and nothing is in flight; any thread may ask. */
    public boolean quiet() {
        return quiet;
    }

    void add(Batch<N> batch) {
        waiting.add(batch);
        quiet = false;
    }

    /** How many batches are here. */
    int size() {
        return waiting.size() + sent.size();
    }

    // ---- sending

    /**
     * The batch to send now, null for none.
     *
     * @param leader node that leads the partition
     */
    @Nullable
    Batch<N> next(int leader, long nowMs) {
        if (inFlight > 0 && (disturbed || leader != node || asked != null) || nowMs < notBefore) {
            return null;
        }
        if (asked != null) {
            return asked;
        }
        if (inFlight == 0) {
            calm(nowMs);
            if (nowMs < notBefore) {
                return null;
            }
        }
        if (idle(nowMs)) {
            established = false;
        }
        return inFlight < allowed() && identified() ? oldest() : null;
    }

    /** The oldest batch that is not in flight, null if there is none or it cannot be sent yet. */
    private @Nullable Batch<N> oldest() {
        for (int i = 0; i < sent.size(); i++) {
            Batch<N> batch = sent.get(i);
            if (!batch.inFlight) {
                return batch.numbered ? batch : null;
            }
        }
        boolean room = !settings.idempotent() || !gap && !forgotten && sent.size() < allowed();
        return room ? waiting.peek() : null;
    }

    /** Whether the broker may have forgotten this producer, since nothing was stored for long. */
    private boolean idle(long nowMs) {
        return established && inFlight == 0 && nowMs - storedMs > Lanes.FORGETTING_MS;
    }

    private int allowed() {
        return settings.idempotent() && !established ? 1 : settings.window();
    }

    /** Whether there is an identity to number batches with; takes the lanes' one if this lane has none. */
    private boolean identified() {
        if (!settings.idempotent() || identity != null) {
            return true;
        }
        identity = lanes.identity();
        if (identity == null) {
            return false;
        }
        sequence = firstSequence;
        established = false;
        renumber();
        return true;
    }

    /** The batch that {@link #next} returned goes out. */
    void sending(Batch<N> batch, int leader) {
        if (batch == waiting.peek()) {
            waiting.remove();
            sent.add(batch);
            number(batch);
        }
        batch.inFlight = true;
        batch.attempts++;
        batch.outOfOrder = false;
        batch.former = false;
        inFlight++;
        node = leader;
    }

    private void number(Batch<N> batch) {
        batch.number(identity, sequence, lanes.codec());
        batch.numbered = true;
        sequence = Batch.after(sequence, batch.count());
    }

    /** Everything is answered: makes the numbers right, unless the fate of one before the gap is still open. */
    private void calm(long nowMs) {
        disturbed = false;
        if (forgotten && inDoubt()) {
            doubt(nowMs);
        }
        if (forgotten || gap && (strays || stirred()) && beforeGap() == 0) {
            renew(nowMs);
        } else if (gap && beforeGap() == 0) {
            sequence = gapAt;
            renumber();
        }
    }

    /** Whether one may be in the log, or get there. */
    private boolean inDoubt() {
        for (Batch<N> batch : sent) {
            if (batch.perhapsArrived && batch.numbered) {
                return true;
            }
        }
        return false;
    }

    /** Whether one after the gap may be in the log all the same, of a broker that has forgotten the producer. */
    private boolean stirred() {
        for (Batch<N> batch : sent) {
            if (batch.perhapsArrived) {
                return true;
            }
        }
        return false;
    }

    /**
     * It looks as if no batch is in the log, but requests whose answer was lost may be handled yet, or a broker that has the
     * batches may lead again, and until something of a raised epoch is stored they would be welcome: asks again until neither
     * can be.
     */
    private void doubt(long nowMs) {
        doubtedMs = Math.min(doubtedMs, nowMs);
        if (nowMs - doubtedMs < Lanes.STRAY_MS) {
            forgotten = false;
            sent.forEach(batch -> batch.outOfOrder = false);
            notBefore = nowMs + settings.backoffMostMs();
        }
    }

    private int beforeGap() {
        int count = 0;
        while (count < sent.size() && sent.get(count).numbered) {
            count++;
        }
        return count;
    }

    /** Goes on under a raised epoch, or under another producer ID, from sequence 0. */
    private void renew(long nowMs) {
        if (!settings.renumbers()) {
            lanes.fail(new SequenceLost(topic, partition));
            return;
        }
        Identity before = identity;
        if (strays && before != null && !before.raisable() && nowMs - lostMs < Lanes.STRAY_MS) {
            // Another producer ID does not shut out what is under way.
            notBefore = lostMs + Lanes.STRAY_MS;
            return;
        }
        failOvertaken();
        established = false;
        if (before == null || !before.raisable()) {
            lanes.exhausted(before);
            identity = null;
            gap = false;
            forgotten = false;
            strays = false;
            return;
        }
        identity = before.raised();
        sequence = 0;
        renumber();
    }

    /** Those that would be stored, or stored again, after later ones. */
    private void failOvertaken() {
        for (Batch<N> batch : List.copyOf(sent)) {
            if (batch.overtaken) {
                failed(batch, new SequenceLost(topic, partition));
            }
        }
        disturbed = false;
        settleQuiet();
    }

    private void renumber() {
        gap = false;
        forgotten = false;
        strays = false;
        doubtedMs = Long.MAX_VALUE;
        for (Batch<N> batch : sent) {
            batch.doubtful |= batch.perhapsArrived;
            batch.perhapsArrived = false;
            batch.overtaken = false;
            batch.outOfOrder = false;
            number(batch);
        }
    }

    // ---- answers

    /** Takes in what became of a request with this batch. */
    void answered(Batch<N> batch, Answer answer, long nowMs) {
        batch.inFlight = false;
        inFlight--;
        if (answer.kind() == Answer.Kind.FENCED) {
            lanes.fail(answer.why());
            if (!sent.contains(batch)) {
                settleQuiet();
                return;
            }
        }
        if (batch.settled) {
            ghost(batch, answer, nowMs);
        } else if (asked == batch) {
            answeredAsked(batch, answer, nowMs);
        } else {
            answeredInTurn(batch, answer, nowMs);
        }
        settleQuiet();
    }

    /** The answer about a batch whose fate was reported before. */
    private void ghost(Batch<N> batch, Answer answer, long nowMs) {
        sent.remove(batch);
        if (asked == batch) {
            asked = null;
        }
        disturbed |= !sent.isEmpty();
        if (answer.kind() == Answer.Kind.ARRIVED) {
            stored(batch, nowMs);
        }
        lost(answer, nowMs);
        lanes.release(batch);
    }

    private void answeredInTurn(Batch<N> batch, Answer answer, long nowMs) {
        switch (answer.kind()) {
            case ARRIVED -> arrived(batch, answer, nowMs);
            case AGAIN, AGAIN_PERHAPS_ARRIVED, LOST -> again(batch, answer, nowMs);
            case OUT_OF_ORDER -> outOfOrder(batch, answer, nowMs);
            case FORGOTTEN -> forgotten(batch, answer, nowMs);
            case TOO_LARGE -> tooLarge(batch, answer);
            case RECORDS_REFUSED -> refused(batch, answer);
            case REFUSED, FENCED -> failed(batch, answer.why());
        }
    }

    private void stored(Batch<N> batch, long nowMs) {
        established |= !batch.former;
        storedMs = nowMs;
        doubtedMs = Long.MAX_VALUE;
        // A broker that stores what follows a gap has forgotten the producer, and may have stored more under void
        // numbers.
        forgotten |= gap && !batch.numbered;
    }

    private void lost(Answer answer, long nowMs) {
        if (answer.kind() == Answer.Kind.LOST) {
            strays = true;
            lostMs = nowMs;
        }
    }

    private void arrived(Batch<N> batch, Answer answer, long nowMs) {
        stored(batch, nowMs);
        boolean known = known(batch);
        for (int i = 0; sent.get(i) != batch; ) {
            Batch<N> earlier = sent.get(i);
            if (known && earlier.perhapsArrived && !earlier.settled && !earlier.inFlight) {
                sent.remove(i);
                lanes.arrived(earlier, Answer.arrived(-1, -1));
            } else {
                earlier.overtaken |= !batch.former;
                // A broker that stores this one without those before it has forgotten the producer.
                forgotten |= settings.idempotent() && !batch.former && absent(earlier);
                i++;
            }
        }
        sent.remove(batch);
        lanes.arrived(batch, answer);
    }

    private static boolean absent(Batch<?> batch) {
        return !batch.settled && !batch.inFlight && !batch.perhapsArrived;
    }

    /**
     * Whether those before a stored batch that may be in the log are in it: a broker that has refused the sequence of the oldest
     * one knows the producer, and stores none before all those before it. If one of them is certainly not there, the broker
     * had forgotten the producer in between.
     */
    private boolean known(Batch<N> batch) {
        Batch<N> oldest = first();
        if (oldest == null || !oldest.outOfOrder || batch.former) {
            return false;
        }
        for (int i = 0; sent.get(i) != batch; i++) {
            Batch<N> earlier = sent.get(i);
            if (!earlier.perhapsArrived && !earlier.settled) {
                return false;
            }
        }
        return true;
    }

    private void again(Batch<N> batch, Answer answer, long nowMs) {
        trouble = answer.why();
        batch.perhapsArrived |= answer.kind() != Answer.Kind.AGAIN;
        lost(answer, nowMs);
        if (batch.attempts > settings.retries()) {
            failed(batch, answer.why());
            return;
        }
        disturb(batch, nowMs);
    }

    private void disturb(Batch<N> batch, long nowMs) {
        disturbed = true;
        notBefore = nowMs + settings.backoff(batch.attempts);
    }

    private void outOfOrder(Batch<N> batch, Answer answer, long nowMs) {
        if (!settings.idempotent()) {
            again(batch, answer, nowMs);
            return;
        }
        if (batch.former) {
            disturb(batch, nowMs);
            return;
        }
        batch.outOfOrder = true;
        disturbed = true;
        if (forgotten || !batch.numbered || batch != first()) {
            return;
        }
        disturb(batch, nowMs);
        if (batch.overtaken && batch.perhapsArrived) {
            // A later one is stored, so this one is, and the broker remembers it no more.
            sent.remove(batch);
            lanes.arrived(batch, Answer.arrived(-1, -1));
        } else if (batch.perhapsArrived) {
            ask(sent.size());
        } else {
            forgotten = true;
        }
    }

    private void forgotten(Batch<N> batch, Answer answer, long nowMs) {
        if (!settings.idempotent()) {
            again(batch, answer, nowMs);
            return;
        }
        disturb(batch, nowMs);
        if (batch == first() && !batch.former) {
            forgotten = true;
        }
    }

    /** The oldest batch whose fate is open; null if there is none. */
    private @Nullable Batch<N> first() {
        for (Batch<N> batch : sent) {
            if (!batch.settled) {
                return batch;
            }
        }
        return null;
    }

    // ---- asking how far the broker has got

    /**
     * The broker has refused the sequence of a batch that may be in the log. It recognises the last one that it has stored at
     * least, so each that may be the last one is sent alone, from the newest on.
     *
     * @param before index of the batches that were asked for already
     */
    private void ask(int before) {
        asked = null;
        for (int i = before - 1; i >= 0; i--) {
            Batch<N> batch = sent.get(i);
            if (batch.perhapsArrived && batch.numbered && !batch.settled && !batch.outOfOrder) {
                asked = batch;
                return;
            }
        }
        // None is in the log: what the broker had stored before is lost.
        forgotten = true;
        disturbed = true;
    }

    private void answeredAsked(Batch<N> batch, Answer answer, long nowMs) {
        switch (answer.kind()) {
            case ARRIVED -> {
                asked = null;
                arrived(batch, answer, nowMs);
            }
            case AGAIN, AGAIN_PERHAPS_ARRIVED, LOST -> {
                again(batch, answer, nowMs);
                if (batch.settled) {
                    asked = null;
                }
            }
            case OUT_OF_ORDER, FORGOTTEN -> {
                batch.outOfOrder = true;
                ask(sent.indexOf(batch));
            }
            default -> {
                int index = sent.indexOf(batch);
                failed(batch, answer.why());
                ask(index);
            }
        }
    }

    // ---- what never arrives

    private void tooLarge(Batch<N> batch, Answer answer) {
        if (batch.perhapsArrived || batch.count() == 1) {
            failed(batch, answer.why());
            return;
        }
        split(batch);
    }

    /** Two batches in place of one, with the sequences that it had. */
    private void split(Batch<N> batch) {
        List<Batch<N>> halves = batch.halves();
        int index = sent.indexOf(batch);
        sent.remove(index);
        int from = batch.sequence();
        for (Batch<N> half : halves) {
            half.number(batch.identity(), from, lanes.codec());
            half.numbered = batch.numbered;
            from = half.nextSequence();
        }
        sent.addAll(index, halves);
        lanes.replaced(batch, halves);
        disturbed = true;
    }

    private void refused(Batch<N> batch, Answer answer) {
        if (batch.perhapsArrived || batch.count() == 1) {
            failed(
                    batch,
                    answer.refused().isEmpty()
                            ? answer.why()
                            : answer.refused().get(0).cause());
            return;
        }
        if (answer.refused().isEmpty()) {
            split(batch);
            return;
        }
        boolean[] good = new boolean[batch.count()];
        java.util.Arrays.fill(good, true);
        for (Answer.RefusedRecord record : answer.refused()) {
            if (record.index() >= 0 && record.index() < good.length && good[record.index()]) {
                good[record.index()] = false;
                lanes.failed(batch, record.index(), 1, record.cause(), batch.doubtful);
            }
        }
        leaveOut(batch, good);
    }

    /** The good ones in place of a batch that had others; all numbers from here on are void. */
    private void leaveOut(Batch<N> batch, boolean[] good) {
        int index = sent.indexOf(batch);
        sent.remove(index);
        List<Batch<N>> rest = anyOf(good) ? List.of(batch.with(good)) : List.of();
        sent.addAll(index, rest);
        for (Batch<N> left : rest) {
            left.number(batch.identity(), batch.sequence(), lanes.codec());
            left.numbered = true;
        }
        openGap(batch, index);
        lanes.replaced(batch, rest);
    }

    private static boolean anyOf(boolean[] choices) {
        for (boolean one : choices) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /**
     * A batch that had a number is certainly not in the log: the numbers after it are void.
     *
     * @param index of the first batch after it
     */
    private void openGap(Batch<N> batch, int index) {
        disturbed = true;
        if (!settings.idempotent()) {
            return;
        }
        if (!gap || batch.numbered) {
            gapAt = batch.sequence();
        }
        gap = true;
        for (int i = index; i < sent.size(); i++) {
            sent.get(i).numbered = false;
        }
    }

    /** All records of a sent batch have failed; it is no longer in flight. */
    private void failed(Batch<N> batch, Exception cause) {
        int index = sent.indexOf(batch);
        sent.remove(index);
        disturbed = true;
        if (!batch.perhapsArrived) {
            openGap(batch, index);
        }
        batch.settled = true;
        lanes.failed(batch, 0, batch.count(), cause, batch.perhapsArrived || batch.doubtful);
        lanes.release(batch);
    }

    /** Fails every batch that was opened at this time or before it. */
    void expire(long openedMs, Exception cause) {
        for (int i = 0; i < sent.size(); ) {
            Batch<N> batch = sent.get(i);
            if (batch.openedMs > openedMs) {
                break;
            }
            if (batch.settled || batch.inFlight) {
                abandon(batch, cause);
                i++;
            } else {
                if (asked == batch) {
                    asked = null;
                }
                failed(batch, cause);
            }
        }
        while (!waiting.isEmpty() && waiting.peek().openedMs <= openedMs) {
            drop(waiting.remove(), cause);
        }
        settleQuiet();
    }

    /** Reports the failure of a batch in flight, whose answer is still awaited for the sake of those after it. */
    private void abandon(Batch<N> batch, Exception cause) {
        if (!batch.settled) {
            batch.settled = true;
            lanes.failed(batch, 0, batch.count(), cause, true);
        }
    }

    private void drop(Batch<N> batch, Exception cause) {
        lanes.failed(batch, 0, batch.count(), cause, false);
        lanes.release(batch);
    }

    private void settleQuiet() {
        quiet = waiting.isEmpty() && sent.isEmpty();
    }

    /** Another topic has taken the name: its brokers know nothing of this producer. */
    void topicChanged() {
        established = false;
        asked = null;
        for (Batch<N> batch : sent) {
            batch.outOfOrder = false;
            batch.overtaken = false;
            batch.former = true;
        }
    }

    /** When the oldest batch that is not reported was opened; {@link Long#MAX_VALUE} for none. */
    long oldestMs() {
        Batch<N> batch = first();
        if (batch == null) {
            batch = waiting.peek();
        }
        return batch == null ? Long.MAX_VALUE : batch.openedMs;
    }

    /** Why something had to be sent again last, null if nothing had to. */
    @Nullable
    Exception trouble() {
        return trouble;
    }

    /** When something may be sent again; in the past if nothing is held back. */
    long notBeforeMs() {
        return notBefore;
    }
}
