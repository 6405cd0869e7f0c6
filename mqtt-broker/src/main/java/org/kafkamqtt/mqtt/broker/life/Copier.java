package org.kafkamqtt.mqtt.broker.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.kafka.wire.KafkaReader;
import org.kafkamqtt.kafka.wire.TopicFound;
import org.kafkamqtt.mqtt.broker.life.RetainedForm.Source;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.mqtt.broker.node.Logged;

/**
 * Copies retained messages from the log to the topic of retained messages, so that a start need not read the whole log.
 *
 * <p>It appends under a producer ID of its own: at its start it claims the topic, shuts out all copiers that claimed it before, reads to
 * their fences, and goes on where the marks say that they were. A mark is written each second where it has moved, after the copies before
 * it are acknowledged, so that it never says too much. What was copied beyond it is copied again, so that an older message may stand there
 * for a while: whoever reads copies goes on in the log from the mark.
 *
 * <p>Memory is bounded: when too much is on its way, it lets the tail pass, and asks for what it missed when there is room. It drops nothing.
 *
 * <p>The node's thread owns it, but for what says otherwise.
 */
public final class Copier implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final long ANSWER_SECONDS = 10;
    private static final long MARK_MS = 1_000;
    /** Copies that may be on their way. */
    private static final int MOST = 4_096;
    /** Bytes of all batches of copies. */
    private static final String MEMORY = Integer.toString(8 << 20);

    private final LifeSettings settings;
    private final Executor node;
    private final LifeOwner owner;
    private final RecordAppender appender;
    private final String topic;

    private CatchUp catchUp = (partition, offset, answer) -> {};
    private Consumer<String> lost = why -> {};
    private long number = -1;
    private int partitions;
    private List<CopyTrack> tracks = List.of();
    private int inFlight;
    private int marksInFlight;
    private long markMs = Long.MIN_VALUE;
    private boolean failed;
    private @Nullable Runnable done;
    private boolean lastMarks;

    /** Reads what lies in the log. */
    public interface CatchUp {
        /**
         * Asks for what lies at an offset: one chunk, whole or with all retained messages. On the node's thread, as the answer.
         *
         * @param partition its number
         */
        void read(int partition, long offset, Consumer<Chunk> answer);
    }

    private Copier(LifeSettings settings, Executor node, LifeOwner owner) {
        this.settings = settings;
        this.node = node;
        this.owner = owner;
        this.topic = settings.retainedTopic();
        this.appender = new RecordAppender(
                settings.producer().with("buffer.memory", MEMORY, "a copier").with("linger.ms", "0", "a copier"), node);
    }

    /**
     * A copier that has done nothing yet.
     *
     * @param node runs what it is given on the node's thread
     */
    public static Copier open(LifeSettings settings, Executor node, LifeOwner owner) {
        return new Copier(settings, node, owner);
    }

    /** The producer ID that it appends under; waits until it is known. Any thread may ask. */
    public long producerId() throws InterruptedException {
        return appender.producerId();
    }

    // ---- the start, on a thread that may wait

    /**
     * Takes over from all copiers before it; returns when it has read what they copied, however long that takes. On a thread that may wait;
     * from then on it is the node's.
     *
     * @param places the partitions of the log, by number
     * @param life that it copies for
     * @throws Failure if the topic does not exist, or Kafka refuses
     * @throws InterruptedException if the thread is interrupted
     */
    public RetainedStart start(List<TopicPartition> places, Life life, CatchUp missed) throws InterruptedException {
        return start(places, life::over, life::lost, missed);
    }

    RetainedStart start(
            List<TopicPartition> places, Supplier<@Nullable Exception> over, Consumer<String> whenLost, CatchUp missed)
            throws InterruptedException {
        catchUp = missed;
        lost = whenLost;
        appender.endFor(over);
        try (KafkaReader reader = Readers.open(settings, "retained")) {
            return takeOver(places, reader);
        } catch (StoreFailed e) {
            throw new Failure(ExitStatus.FAILED, "cannot write to " + topic + ": " + e.why(settings), e);
        }
    }

    private RetainedStart takeOver(List<TopicPartition> places, KafkaReader reader)
            throws InterruptedException, StoreFailed {
        partitions = reader.partitionsFor(topic).size();
        if (partitions == 0) {
            throw new Failure(ExitStatus.NOT_FOUND, "there is no topic " + topic);
        }
        RetainedLoad load = new RetainedLoad();
        List<TopicPartition> own = FenceRound.spots(topic, partitions).stream()
                .map(spot -> new TopicPartition(spot.topic(), spot.partition()))
                .toList();
        reader.assign(own);
        reader.seekToBeginning(own);
        readToEnd(reader, own, load);
        number = producerId();
        Storing storing = new Storing(appender, node);
        storing.store(
                topic,
                0,
                RecordKeys.copier(number),
                new Words().with("address", settings.address()).bytes());
        readToEnd(reader, own, load);
        endAll(load.before(number), reader);
        readToEnd(reader, own, load);
        for (long former : load.before(number)) {
            storing.store(topic, 0, RecordKeys.copier(former), null);
        }
        return begin(places, load, reader);
    }

    private void endAll(List<Long> former, KafkaReader reader) throws InterruptedException {
        if (former.isEmpty()) {
            return;
        }
        try (Fencer fencer = new Fencer(settings, number, this::note)) {
            for (long copier : former) {
                fencer.shutOut(
                        new FenceRound(copier, FenceRound.spots(topic, partitions)),
                        names -> Readers.partitions(reader, names));
            }
        }
    }

    private static void readToEnd(KafkaReader reader, List<TopicPartition> places, RetainedLoad load) {
        Map<TopicPartition, Long> ends = Readers.ends(reader, places);
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            try (Fetched fetched = reader.poll(MOMENT)) {
                for (Portion portion : fetched.portions()) {
                    while (portion.next()) {
                        load.read(portion.record());
                    }
                }
            }
        }
    }

    private RetainedStart begin(List<TopicPartition> places, RetainedLoad load, KafkaReader reader)
            throws InterruptedException {
        Map<TopicPartition, Long> begins = reader.beginningOffsets(places);
        Map<TopicPartition, Long> ends = Readers.ends(reader, places);
        Map<String, String> ids = ids(places.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        List<CopyTrack> all = new ArrayList<>();
        for (TopicPartition place : places) {
            String id = ids.getOrDefault(place.topic(), "");
            long tail = load.tail(place, begins.getOrDefault(place, 0L), ends.getOrDefault(place, 0L), id);
            all.add(new CopyTrack(place, tail, id));
        }
        tracks = List.copyOf(all);
        return new RetainedStart(
                load.messages(), all.stream().mapToLong(CopyTrack::position).toArray());
    }

    /** Without those that cannot be found out. */
    private Map<String, String> ids(Set<String> topics) throws InterruptedException {
        Map<String, String> ids = new HashMap<>();
        try {
            Map<String, TopicFound> found = appender.find(topics).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            found.forEach((name, one) -> {
                if (!one.id().equals(Uuid.ZERO_UUID)) {
                    ids.put(name, one.id().toString());
                }
            });
        } catch (ExecutionException | TimeoutException e) {
            // Marks count for whatever topic has the name.
        }
        return ids;
    }

    // ---- copying

    /** The tail has brought this, after all before it of the same partition. */
    public void arrived(Chunk chunk) {
        CopyTrack track = tracks.get(chunk.partition());
        track.seen(chunk.next());
        if (chunk.from() <= track.position()) {
            copy(track, chunk);
        } else {
            ask(chunk.partition());
        }
    }

    private void copy(CopyTrack track, Chunk chunk) {
        for (Logged logged : chunk.messages()) {
            if (logged.offset() < track.position()) {
                continue;
            }
            if (logged.message().retain() && !put(track, logged)) {
                return;
            }
            track.passed(logged.offset() + 1);
        }
        track.passed(chunk.next());
    }

    private boolean put(CopyTrack track, Logged logged) {
        if (failed || done != null || inFlight >= MOST) {
            return false;
        }
        Message message = logged.message();
        byte[] key = RetainedForm.key(message);
        long offset = logged.offset();
        CopyTrack.Copy copy = track.begin(offset);
        boolean taken = appender.append(
                topic,
                partition(key),
                message.timestamp(),
                key,
                RetainedForm.value(message),
                RetainedForm.headers(message, new Source(track.partition(), offset)),
                new LifeLog.Outcome() {
                    @Override
                    public void stored() {
                        settled(track, copy);
                    }

                    @Override
                    public void failed(Exception cause) {
                        if (appender.failure() == null) {
                            owner.note("the retained message of '" + message.topic()
                                    + "' cannot be copied, and is forgotten when this mqtt-broker stops: "
                                    + new StoreFailed(cause).why(settings));
                            settled(track, copy);
                        } else {
                            over(cause);
                        }
                    }
                });
        if (taken) {
            inFlight++;
        } else {
            track.settled(copy);
        }
        return taken;
    }

    /** The balancer of Kafka's own producers, so that whoever looks for a key finds it. */
    private int partition(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private void settled(CopyTrack track, CopyTrack.Copy copy) {
        track.settled(copy);
        inFlight--;
        if (inFlight <= MOST / 2) {
            askAll();
        }
        advance();
    }

    private void askAll() {
        for (int i = 0; i < tracks.size(); i++) {
            ask(i);
        }
    }

    /** Asks for what was missed, if anything was and there is room for it. */
    private void ask(int number) {
        CopyTrack track = tracks.get(number);
        if (!track.behind() || track.asking || failed || done != null || inFlight > MOST / 2) {
            return;
        }
        track.asking = true;
        catchUp.read(number, track.position(), chunk -> {
            track.asking = false;
            track.seen(chunk.next());
            copy(track, chunk);
            ask(number);
        });
    }

    private void over(Exception cause) {
        boolean first = !failed;
        failed = true;
        if (first) {
            lost.accept(new StoreFailed(cause).why(settings));
        }
        finish();
    }

    // ---- marks

    /** Writes marks when it is time, and tries again what there was no room for. To be called every now and then. */
    public void tick(long nowMs) {
        if (failed || done != null || nowMs - MARK_MS < markMs) {
            return;
        }
        markMs = nowMs;
        mark();
        askAll();
    }

    private void mark() {
        for (CopyTrack track : tracks) {
            if (track.unmarked()) {
                mark(track);
            }
        }
    }

    private void mark(CopyTrack track) {
        RetainedLoad.Mark mark = track.toMark();
        byte[] key =
                RecordKeys.mark(track.partition().topic(), track.partition().partition());
        boolean taken = appender.append(topic, partition(key), key, RetainedLoad.bytes(mark), new LifeLog.Outcome() {
            @Override
            public void stored() {
                track.marked(mark.offset());
                ended();
            }

            @Override
            public void failed(Exception cause) {
                ended();
                if (appender.failure() != null) {
                    over(cause);
                }
            }

            private void ended() {
                track.marking = false;
                marksInFlight--;
                advance();
            }
        });
        if (taken) {
            track.marking = true;
            marksInFlight++;
        }
    }

    // ---- the end

    /**
     * Ends in order: copies nothing more, writes the last marks, and gives up its claim, so that the next one has nobody to shut out.
     *
     * @param whenDone runs on the node's thread when that is acknowledged, or cannot be
     */
    public void release(Runnable whenDone) {
        done = whenDone;
        if (failed) {
            finish();
        } else {
            advance();
        }
    }

    private void advance() {
        if (done == null || failed || inFlight > 0 || marksInFlight > 0) {
            return;
        }
        if (!lastMarks) {
            lastMarks = true;
            mark();
            if (marksInFlight > 0) {
                return;
            }
        }
        boolean taken = appender.append(topic, 0, RecordKeys.copier(number), null, new LifeLog.Outcome() {
            @Override
            public void stored() {
                finish();
            }

            @Override
            public void failed(Exception cause) {
                finish();
            }
        });
        if (!taken) {
            finish();
        }
    }

    private void finish() {
        Runnable then = done;
        done = null;
        failed = true;
        if (then != null) {
            then.run();
        }
    }

    private void note(String line) {
        try {
            node.execute(() -> owner.note(line));
        } catch (RejectedExecutionException e) {
            // Nobody reads it any more.
        }
    }

    /** Leaves off at once; waits until its connections are closed. Any thread may call it. */
    @Override
    public void close() {
        appender.close();
    }
}
