package org.kafkamqtt.mqtt.broker.serve;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.mqtt.broker.life.Copier;
import org.kafkamqtt.mqtt.broker.life.Life;
import org.kafkamqtt.mqtt.broker.life.LifeOwner;
import org.kafkamqtt.mqtt.broker.life.LifeSettings;
import org.kafkamqtt.mqtt.broker.life.RetainedStart;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import org.kafkamqtt.mqtt.broker.listen.Listener;
import org.kafkamqtt.mqtt.broker.log.KafkaLog;
import org.kafkamqtt.mqtt.broker.log.LogOwner;
import org.kafkamqtt.mqtt.broker.log.LogSettings;
import org.kafkamqtt.mqtt.broker.log.Topics;
import org.kafkamqtt.mqtt.broker.node.Node;
import org.kafkamqtt.mqtt.broker.node.NodeSettings;
import org.kafkamqtt.mqtt.broker.node.RetainedView;
import org.kafkamqtt.mqtt.broker.session.SessionSettings;

/**
 * A node that serves: from settings to listeners, and back in the opposite order.
 *
 * <p>Any thread may call its methods, but for the node's own.
 */
public final class Broker implements AutoCloseable {
    private static final long TICK_MS = 250;
    private static final long CONNECT_MS = 10_000;
    /** Bytes of a request, as producers have it by default (max.request.size, Kafka 4.3). */
    private static final long REQUEST = 1 << 20;
    /** Bytes of a request beside those of the largest packet. */
    private static final long REQUEST_MORE = 4_096;

    private static final long HOLD_MS = 60_000;
    private static final long RECENT_BYTES = 32 << 20;
    private static final long LOADED_BYTES = 32 << 20;
    /** How long clients may take to read their last packet when the node stops. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final Duration SETTLE = Duration.ofSeconds(4);
    private static final Duration RELEASE = Duration.ofSeconds(2);

    private final BrokerSettings settings;
    private final Consumer<String> notes;
    private final NodeThread thread = new NodeThread();
    /** Completes with a line when the node cannot serve any more. */
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private final Owner owner = new Owner();
    private @Nullable KafkaLog log;
    private volatile @Nullable Life life;
    private @Nullable Copier copier;
    private @Nullable Node node;
    private @Nullable Listener listener;

    private Broker(BrokerSettings settings, Consumer<String> notes) {
        this.settings = settings;
        this.notes = notes;
    }

    /** Hears of what log and life have to say. */
    private final class Owner implements LogOwner, LifeOwner {
        @Override
        public void note(String line) {
            notes.accept(line);
        }

        /** By whichever comes first; the life's line names who has taken over. */
        @Override
        public void lifeEnded(String line) {
            Life own = life;
            if (own != null && own.over() == null) {
                own.lost(line);
                thread.after(SETTLE.multipliedBy(2), () -> ended.complete(line));
            } else {
                ended.complete(line);
            }
        }
    }

    /**
     * Starts a node; returns when clients can connect.
     *
     * @param software version of this program, as other nodes are told
     * @param notes takes lines for whoever runs the node, on any thread
     * @throws Failure why that is not possible
     * @throws InterruptedException if the thread is interrupted
     */
    public static Broker start(BrokerSettings settings, String software, Consumer<String> notes)
            throws InterruptedException {
        Broker broker = new Broker(settings, notes);
        try {
            broker.begin(software);
            return broker;
        } catch (RuntimeException | InterruptedException | Error e) {
            broker.abandon();
            throw e;
        }
    }

    private void begin(String software) throws InterruptedException {
        // First of all: whoever is started a second time by mistake must not end the one that serves.
        Listener listening = Listener.open(settings.listeners(), thread.group());
        listener = listening;
        KafkaSettings kafka = kafka();
        long most = prepare(kafka);
        KafkaLog opened = KafkaLog.open(LogSettings.of(kafka, settings.routes()), thread, owner);
        log = opened;
        LifeSettings living =
                new LifeSettings(settings.prefix(), listening.addresses().get(0).url(), software, kafka);
        Copier copying = Copier.open(living, thread, owner);
        copier = copying;
        Life begun = Life.start(living, new LifeRecords(opened), opened.counts(), copying.producerId(), thread, owner);
        life = begun;
        opened.endFor(begun::over);
        RetainedStart retained = copying.start(
                opened.places(), begun, (partition, offset, answer) -> node().read(partition, offset, answer));
        RetainedView view = new RetainedView();
        retained.messages().forEach(view::apply);
        long packet = Math.min(settings.maxPacketSize(), most);
        SessionSettings session =
                new SessionSettings(settings.topicAliasMaximum(), packet, settings.receiveMaximum(), CONNECT_MS);
        Node made = new Node(
                new NodeSettings(session, begun.number(), RECENT_BYTES, LOADED_BYTES, HOLD_MS),
                opened,
                view,
                retained.tails(),
                thread,
                notes);
        node = made;
        made.follow(copying::arrived);
        thread.every(TICK_MS, () -> {
            made.tick();
            copying.tick(thread.nowMs());
        });
        readToEnd(opened, made, retained.tails());
        listening.serve(made, thread, packet);
    }

    /** The cluster's settings with requests large enough for the packets that are wanted. */
    private KafkaSettings kafka() {
        long largest = Math.max(REQUEST, settings.maxPacketSize() + REQUEST_MORE);
        return settings.kafka().withDefault("max.request.size", Long.toString(largest));
    }

    /** Bytes of the largest packet that clients may send. */
    private long prepare(KafkaSettings kafka) throws InterruptedException {
        BrokerSettings.NewTopics topics = settings.newTopics();
        long most = Topics.prepare(
                kafka,
                settings.prefix(),
                settings.routes(),
                topics.partitions(),
                topics.replicas(),
                topics.minInSync(),
                settings.maxPacketSize(),
                notes);
        if (most < settings.maxPacketSize()) {
            notes.accept(
                    "warning: packets of clients may have " + most + " bytes only, since Kafka takes no larger ones");
        }
        return most;
    }

    /** The view is whole before the first CONNECT is answered. */
    private void readToEnd(KafkaLog opened, Node made, long[] from) throws InterruptedException {
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        thread.execute(() -> {
            opened.read(from, made);
            opened.ends(ends -> {
                made.follow(chunk -> complete(whole, made, ends));
                complete(whole, made, ends);
            });
        });
        try {
            CompletableFuture.anyOf(whole, ended).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        if (ended.isDone()) {
            throw new Failure(ExitStatus.FAILED, ended.join());
        }
    }

    private static void complete(CompletableFuture<Boolean> whole, Node node, long[] ends) {
        if (whole.isDone()) {
            return;
        }
        long[] tail = node.tail();
        for (int i = 0; i < ends.length; i++) {
            if (i >= tail.length || tail[i] < ends[i]) {
                return;
            }
        }
        whole.complete(true);
    }

    private Node node() {
        Node own = node;
        if (own == null) {
            throw new IllegalStateException("the node is not made yet");
        }
        return own;
    }

    /** Where clients connect to, with the ports that were taken. */
    public List<ListenAddress> addresses() {
        Listener own = listener;
        return own == null ? List.of() : own.addresses();
    }

    /** Completes with a line when the node cannot serve any more: it must be closed then. */
    public CompletableFuture<String> ended() {
        return ended;
    }

    /**
     * Stops in order: no new clients, farewell to those that are there, what was published goes into the log, the life is released. Takes
     * some seconds at most.
     */
    @Override
    public void close() {
        try {
            if (ended.isDone() || node == null) {
                dropClients();
            } else {
                stopInOrder();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            abandon();
        }
    }

    private void dropClients() throws InterruptedException {
        Node own = node;
        if (own != null) {
            closeListener();
            thread.ask(() -> {
                own.stop();
                return true;
            });
            Listener served = listener;
            if (served != null) {
                served.awaitFarewell(FAREWELL);
            }
        }
    }

    private void stopInOrder() throws InterruptedException {
        dropClients();
        Life living = life;
        Copier copying = copier;
        KafkaLog opened = log;
        if (living == null || copying == null || opened == null) {
            return;
        }
        await(done -> thread.execute(() -> opened.whenSettled(done)), SETTLE);
        await(done -> thread.execute(() -> copying.release(done)), RELEASE);
        await(done -> thread.execute(() -> living.release(done)), RELEASE);
    }

    private static void await(Consumer<Runnable> deed, Duration limit) throws InterruptedException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        deed.accept(() -> done.complete(true));
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The next life does what was left undone.
        }
    }

    private void closeListener() {
        Listener own = listener;
        if (own != null) {
            own.close();
        }
    }

    private void abandon() {
        closeListener();
        Life living = life;
        if (living != null) {
            living.close();
        }
        for (AutoCloseable one : Arrays.asList(log, copier)) {
            closeQuietly(one);
        }
        thread.close();
    }

    private static void closeQuietly(@Nullable AutoCloseable one) {
        try {
            if (one != null) {
                one.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
