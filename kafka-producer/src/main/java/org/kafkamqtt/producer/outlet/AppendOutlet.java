package org.kafkamqtt.producer.outlet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.kafka.append.Appender;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Lane;
import org.kafkamqtt.producer.cluster.Admission;
import org.kafkamqtt.producer.cluster.Topic;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Arrivals;
import org.kafkamqtt.producer.ledger.FailureWords;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Notes;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.RecordSize;
import org.kafkamqtt.producer.source.Source;

/**
 * Writes records into the batches of an appender, and notes where each came from.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
public final class AppendOutlet implements Outlet {
    /** The most records that one look at the clock serves; fewer where they come slowly. */
    private static final int MOST_BETWEEN_LOOKS = 64;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Appender<Notes> appender;
    private final Topics topics;
    private final Ledger ledger;
    private final int largest;
    private final boolean counted;
    private final Followers followers;
    private final Map<String, List<Lane<Notes>>> lanes = new HashMap<>();
    private @Nullable Topic lastTopic;
    private List<Lane<Notes>> lastLanes = List.of();
    private long sequence;

    private int untilLook;
    private int betweenLooks = 1;
    private long nanos;
    private long nowMs;
    private long timeOfDay;

    /**
     * @param largest bytes of a record that is accepted
     */
    public AppendOutlet(AppenderConnection connection, Topics topics, Ledger ledger, int largest, Followers followers) {
        this.appender = connection.appender();
        this.topics = topics;
        this.ledger = ledger;
        this.largest = largest;
        this.followers = followers;
        this.counted = followers.wantSequence();
        connection.report(new Arrivals(ledger, followers, connection.pool()));
    }

    @Override
    public void send(Draft draft, Source source) throws BadRecord {
        int size = RecordSize.of(draft);
        if (size > largest) {
            throw new BadRecord(FailureWords.tooLarge(size, largest));
        }
        Topic topic = topics.of(draft.topic);
        Admission admission = topic.admit(draft, size);
        if (untilLook == 0) {
            look();
        }
        untilLook--;
        Integer partition = admission.partition();
        if (partition == null) {
            throw new IllegalStateException("no partition was chosen");
        }
        note(add(lane(topic, partition), draft), admission.learning(), draft, source);
    }

    private Batch<Notes> add(Lane<Notes> lane, Draft draft) {
        try {
            return appender.add(
                    lane,
                    nowMs,
                    draft.timestamp == Draft.NOW ? timeOfDay : draft.timestamp,
                    draft.keyArray(),
                    draft.keyOffset(),
                    draft.keyLength(),
                    draft.valueArray(),
                    draft.valueOffset(),
                    draft.valueLength(),
                    draft.headers);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Notes the record that was added last; it cannot leave before that, since this thread adds and lends. */
    private void note(Batch<Notes> batch, @Nullable Learning learning, Draft draft, Source source) {
        Notes notes = batch.notes();
        int size = RecordSize.content(draft);
        notes.add(source.origin(), source.number(), size, nanos);
        if (learning != null) {
            notes.learning(learning);
            learning.sent(batch.partition(), size);
        }
        if (counted) {
            notes.addSequence(sequence);
            followers.sending(sequence, source);
            sequence++;
        }
        ledger.sent();
    }

    private Lane<Notes> lane(Topic topic, int partition) {
        if (topic != lastTopic) {
            lastTopic = topic;
            lastLanes = lanes.computeIfAbsent(topic.name(), name -> new ArrayList<>());
        }
        while (lastLanes.size() <= partition) {
            lastLanes.add(appender.lane(topic.name(), lastLanes.size()));
        }
        return lastLanes.get(partition);
    }

    /** Looks at the clock, after more records where they come quickly. */
    private void look() {
        long before = nanos;
        tick();
        betweenLooks = nanos - before > LOOK_NANOS ? 1 : Math.min(MOST_BETWEEN_LOOKS, 2 * betweenLooks);
        untilLook = betweenLooks;
        appender.look(nowMs);
        Exception failure = appender.failure();
        if (failure != null) {
            ledger.refused();
            throw new KafkaException(failure.getMessage(), failure);
        }
    }

    private void tick() {
        nanos = System.nanoTime();
        nowMs = TimeUnit.NANOSECONDS.toMillis(nanos);
        timeOfDay = System.currentTimeMillis();
    }

    @Override
    public void pause() {
        appender.pause();
    }

    @Override
    public void resume() {
        appender.resume();
        untilLook = 0;
    }

    @Override
    public void flush() {
        try {
            appender.flush();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
