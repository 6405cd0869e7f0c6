package org.kafkamqtt.mqtt.broker.life;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.append.Appender;

/**
 * One start of a node: the only one of its prefix that appends.
 *
 * <p>It announces itself in the topic of nodes, and shuts out all lives that did so before it and are not over, before the node serves.
 * While it serves it gives a sign each second, and looks for a later life, which has taken its place. Its end is a tombstone: at an orderly
 * stop its own, otherwise that of the life that has shut it out of every partition that it announced.
 *
 * <p>Any thread may call its methods, but for those that say otherwise. A thread of its own reads the topic; what is appended goes through the
 * node's thread, since a life has one producer ID, and one thread that adds.
 */
public final class Life implements AutoCloseable {
    private static final long BEAT_MS = 1_000;
    private static final Duration MOMENT = Duration.ofMillis(20);
    /** How long a life that finds itself shut out looks for the one that has done it. */
    private static final long SEARCH_MS = 5_000;

    private static final String LATE = "Kafka has acknowledged no heartbeat of it for an hour";

    private final LifeSettings settings;
    private final LifeLog log;
    private final Storing storing;
    private final Executor node;
    private final LifeOwner owner;
    private final long life;
    private final NodesReader nodes;
    private final LastBeat lastBeat = new LastBeat(System.currentTimeMillis(), Appender.nowMs());
    private final Thread thread;

    private volatile @Nullable LifeOver over;
    /** Why it seems to be over, before it is known who has ended it. */
    private volatile @Nullable String lost;

    private volatile boolean stopping;

    // The node's thread owns these, from the start on.
    private Announcement announcement;
    private boolean beating;
    private boolean releasing;

    private Life(
            LifeSettings settings,
            LifeLog log,
            Announcement announcement,
            NodesReader nodes,
            Executor node,
            LifeOwner owner) {
        this.settings = settings;
        this.log = log;
        this.storing = new Storing(log, node);
        this.life = announcement.life();
        this.announcement = announcement;
        this.nodes = nodes;
        this.node = node;
        this.owner = owner;
        this.thread = new Thread(this::run, "life");
        thread.setDaemon(true);
    }

    /**
     * Begins a life, and ends all that were before it; returns when the node may serve, however long that takes.
     *
     * @param topics the message topics that it will write to, each with its number of partitions
     * @param copier producer ID of its copier, -1 for none
     * @param node runs what it is given on the node's thread
     * @throws Failure if a later life has taken over meanwhile, or Kafka refuses
     * @throws InterruptedException if the thread is interrupted
     */
    public static Life start(
            LifeSettings settings,
            LifeLog log,
            Map<String, Integer> topics,
            long copier,
            Executor node,
            LifeOwner owner)
            throws InterruptedException {
        Announcement announcement = new Announcement(
                log.producerId(),
                copier,
                settings.address(),
                settings.software(),
                System.currentTimeMillis(),
                -1,
                new TreeMap<>(topics));
        NodesReader nodes = new NodesReader(settings);
        Life begun = new Life(settings, log, announcement, nodes, node, owner);
        try {
            begun.begin();
        } catch (InterruptedException | RuntimeException | Error e) {
            nodes.close();
            begun.over = new LifeOver("this life has not begun");
            throw e;
        }
        begun.thread.start();
        return begun;
    }

    /** Its number: the producer ID of all that it appends. */
    public long number() {
        return life;
    }

    /**
     * Why nothing may be sent any more under its producer ID, or that of its copier; null while it may. To be asked before each sending:
     * {@link Appender#endFor}.
     */
    public @Nullable Exception over() {
        LifeOver known = over;
        return known == null && tooLate() ? new LifeOver(LATE) : known;
    }

    private boolean tooLate() {
        return lastBeat.tooLongAgo(System.currentTimeMillis(), Appender.nowMs());
    }

    // ---- the beginning, on the thread that starts it

    private void begin() throws InterruptedException {
        nodes.readToEnd();
        store(RecordKeys.life(life), announcement.bytes());
        nodes.readToEnd();
        while (true) {
            announcement = nodes.census()
                    .of(life)
                    .filter(own -> nodes.census().successor(life).isEmpty())
                    .orElseThrow(this::overtaken);
            List<Announcement> former = nodes.census().before(life);
            if (former.isEmpty()) {
                return;
            }
            endAll(former);
            nodes.readToEnd();
        }
    }

    private void endAll(List<Announcement> former) throws InterruptedException {
        try (Fencer fencer = new Fencer(settings, life, this::note)) {
            for (Announcement one : former) {
                note("life " + one.life() + " of " + one.address() + ", begun "
                        + Instant.ofEpochMilli(one.startedMs()).truncatedTo(ChronoUnit.SECONDS)
                        + ", did not stop in order, or still runs: shutting it out");
                List<String> topics = new ArrayList<>(one.topics().keySet());
                topics.add(settings.nodesTopic());
                topics.add(settings.retainedTopic());
                for (FenceRound round : FenceRound.against(
                        one, settings.nodesTopic(), settings.retainedTopic(), nodes.partitions(topics))) {
                    fencer.shutOut(round, nodes::partitions);
                }
                store(RecordKeys.life(one.life()), null);
            }
        }
    }

    /** Appends a record to the topic of nodes, and waits until it is stored. */
    private void store(byte[] key, byte @Nullable [] value) throws InterruptedException {
        try {
            storing.store(settings.nodesTopic(), 0, key, value);
        } catch (StoreFailed e) {
            lost = e.why(settings);
            throw new Failure(ExitStatus.FAILED, searched(), e);
        }
    }

    private Failure overtaken() {
        return new Failure(ExitStatus.FAILED, searched());
    }

    // ---- the node's thread

    /**
     * Announces other partitions, before anything is appended to them. On the node's thread.
     *
     * @param topics all that it writes to from now on; none fewer than before
     * @param announced runs on the node's thread as soon as they may be appended to; never if the life ends
     */
    public void announce(Map<String, Integer> topics, Runnable announced) {
        announcement = announcement.writing(topics);
        beat(announced);
    }

    private void beat(Runnable then) {
        long dayMs = System.currentTimeMillis();
        long clockMs = Appender.nowMs();
        boolean taken = log.append(
                settings.nodesTopic(), 0, RecordKeys.life(life), announcement.bytes(), new LifeLog.Outcome() {
                    @Override
                    public void stored() {
                        lastBeat.acknowledged(dayMs, clockMs);
                        then.run();
                    }

                    @Override
                    public void failed(Exception cause) {
                        lost(new StoreFailed(cause).why(settings));
                    }
                });
        if (!taken) {
            again(() -> beat(then));
        }
    }

    private void beatOnce() {
        if (!beating && !releasing && over == null) {
            beating = true;
            beat(() -> beating = false);
        }
    }

    /** There is no room now: there will be when what is on its way has arrived. */
    private void again(Runnable deed) {
        if (over == null && !stopping) {
            CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS, this::post)
                    .execute(deed);
        }
    }

    /**
     * Ends the life in order: says so, so that the next one has nobody to shut out. To be called on the node's thread when all else that it
     * appended is settled, and nothing is appended any more, its copier's included.
     *
     * @param done runs on the node's thread when that is acknowledged, or failed
     */
    public void release(Runnable done) {
        releasing = true;
        boolean taken = log.append(settings.nodesTopic(), 0, RecordKeys.life(life), null, new LifeLog.Outcome() {
            @Override
            public void stored() {
                over = new LifeOver("this life has ended in order");
                done.run();
            }

            @Override
            public void failed(Exception cause) {
                done.run();
            }
        });
        if (!taken) {
            again(() -> release(done));
        }
    }

    // ---- its own thread

    private void run() {
        long beatMs = Appender.nowMs();
        try {
            while (!stopping && over == null) {
                long now = Appender.nowMs();
                if (now >= beatMs) {
                    beatMs = now + BEAT_MS;
                    post(this::beatOnce);
                }
                nodes.poll(Duration.ofMillis(beatMs - now));
                look();
            }
        } catch (RuntimeException e) {
            end("cannot read " + settings.nodesTopic() + ": "
                    + KafkaFailure.explain(e, settings.kafka().bootstrap()).sentence());
        } catch (InterruptedException e) {
            end("the thread of this life was interrupted");
        } finally {
            nodes.close();
        }
    }

    private void look() throws InterruptedException {
        if (tooLate()) {
            lost = LATE;
        }
        if (lost != null || nodes.census().successor(life).isPresent()) {
            end(searched());
        } else {
            List<Announcement> former = nodes.census().before(life);
            if (!former.isEmpty()) {
                // One whose first record had been removed when this life began.
                endAll(former);
            }
        }
    }

    /** Who has ended this life, or why it is over, when nobody is found in some seconds. */
    private String searched() {
        long endMs = Appender.nowMs() + SEARCH_MS;
        Optional<Announcement> successor = nodes.census().successor(life);
        while (successor.isEmpty() && Appender.nowMs() < endMs) {
            nodes.poll(MOMENT);
            successor = nodes.census().successor(life);
        }
        String why = lost;
        return successor
                .map(other -> "another mqtt-broker (" + other.address() + ", life " + other.life()
                        + ") has taken over prefix '" + settings.prefix() + "'; this one exits")
                .orElseGet(() -> "life " + life + " of this mqtt-broker was ended"
                        + (why == null ? " by another one" : ": " + why) + "; it exits");
    }

    private void end(String line) {
        if (over == null) {
            over = new LifeOver(line);
            post(() -> owner.lifeEnded(line));
        }
    }

    // ---- any thread

    /**
     * An append of this life was refused, or failed for no certain reason, so that it is over: {@link LifeOwner#lifeEnded} follows, with the
     * name of the life that has taken over if there is one.
     *
     * @param why in a clause
     */
    public void lost(String why) {
        lost = why;
        nodes.wakeup();
    }

    private void note(String line) {
        post(() -> owner.note(line));
    }

    private void post(Runnable deed) {
        try {
            node.execute(deed);
        } catch (RejectedExecutionException e) {
            stopping = true;
        }
    }

    /** Leaves off at once, without saying so to others: who has not released the life leaves it to the next one to shut it out. */
    @Override
    public void close() {
        stopping = true;
        if (over == null) {
            over = new LifeOver("this life was given up");
        }
        nodes.wakeup();
    }
}
