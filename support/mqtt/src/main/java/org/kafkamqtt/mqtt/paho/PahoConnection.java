package org.kafkamqtt.mqtt.paho;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClientPersistence;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttAck;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Credentials;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Memory;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.TopicFilter;
import org.kafkamqtt.mqtt.wire.ConnectPacket;
import org.kafkamqtt.mqtt.wire.HeldPayloads;
import org.kafkamqtt.mqtt.wire.Inbound;
import org.kafkamqtt.mqtt.wire.PahoExecutor;
import org.kafkamqtt.mqtt.wire.Pulse;
import org.kafkamqtt.mqtt.wire.TopicCode;
import org.kafkamqtt.mqtt.wire.Wire;
import org.kafkamqtt.mqtt.wire.WireFactory;
import org.kafkamqtt.mqtt.wire.WireOptions;

/**
 * A connection kept by Paho's asynchronous client on our own wire.
 *
 * <p>Paho keeps the state of QoS 1 and 2 towards the broker, and the pings. Without a session each attempt has a client of its own
 * and what has no fate is published again; in a kept session one client lives as long as the connection and sends again by
 * itself, under the old packet identifiers. QoS 0 has no state and goes past Paho. Every connection on the network has a
 * number, the epoch; news of an older one is ignored.
 */
final class PahoConnection implements Connection {
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.client.mqttv3");
    private static final long SETTLE_MILLIS = 1_000;
    /** For the threads of a connection that broke; they end within milliseconds, and what else would happen is told there. */
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** For the goodbye of somebody who was told to end at once. */
    private static final Duration HURRY = Duration.ofMillis(400);

    private static final int REFUSED = 0x80;

    private final ConnectionSettings settings;
    private final Optional<SessionLog> log;
    private final ConnectionListener listener;
    private final PahoExecutor executor = new PahoExecutor(this::threadDied);
    private final Map<Long, Pending> withoutFate = new ConcurrentHashMap<>();
    private final Map<TopicFilter, Qos> subscriptions = new LinkedHashMap<>();
    private final List<Publication> restored = new ArrayList<>();
    private final ReceivedExactlyOnce received = new ReceivedExactlyOnce();
    /** Held while publications are handed over, so that old ones go first. Never taken to tell of a loss. */
    private final ReentrantLock handing = new ReentrantLock();

    private final ShortLives lives;
    /** What somebody waits for and {@link #cancel} ends. */
    private final List<CompletableFuture<?>> awaited = new ArrayList<>();

    private @Nullable MqttAsyncClient sessionClient;
    private volatile @Nullable MqttAsyncClient client;
    private volatile @Nullable Wire wire;
    private volatile HeldPayloads held = new HeldPayloads();
    private volatile @Nullable Throwable brokenBy;
    private volatile boolean connected;
    /** Acknowledgements of messages that came before the connection was known to be there. */
    private final List<Message> early = new ArrayList<>();

    private volatile boolean progress;
    private long epoch;
    private long lostEpoch;
    private boolean asking;
    private boolean ending;
    private volatile boolean cancelled;
    private @Nullable Failure over;
    /** The connection that is being made. */
    private @Nullable Wire attempted;

    PahoConnection(ConnectionSettings settings, Optional<SessionLog> log, ConnectionListener listener) {
        this.settings = settings;
        this.log = log;
        this.listener = listener;
        this.lives =
                new ShortLives(settings.reconnection(), !settings.session().generated(), ThreadLocalRandom.current());
        PAHO.setLevel(Level.OFF);
        log.ifPresent(file -> PahoStore.inFlight(file).forEach(this::restore));
    }

    /** Paho finds it in the log by itself. */
    private void restore(Publication publication) {
        Pending pending = new Pending(publication);
        pending.handedTo = 1;
        withoutFate.put(publication.sequence(), pending);
        restored.add(publication);
    }

    @Override
    public List<Publication> restored() {
        return List.copyOf(restored);
    }

    /** A publication that is on its way, and over which connection; 0: not handed over yet. */
    private static final class Pending {
        private final Publication publication;
        private volatile long handedTo;

        Pending(Publication publication) {
            this.publication = publication;
        }
    }

    // --- connecting -------------------------------------------------------------------------------------------------

    @Override
    public void open() throws InterruptedException {
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                attempt();
                return;
            } catch (Failure e) {
                if (!settings.reconnection().waitForBroker() || ConnectionFailure.isFinal(e) || isOver(began)) {
                    throw e;
                }
                pause(e, settings.reconnection().beforeAttempt(attempt, ThreadLocalRandom.current()), false);
            }
        }
    }

    private boolean isOver(long began) {
        return System.nanoTime() - began >= nanos(settings.reconnection().limit());
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Reconnection.FOREVER) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    private void pause(Failure why, Duration wait, boolean justLost) throws InterruptedException {
        if (justLost) {
            listener.lost(why, wait);
        } else {
            listener.attemptFailed(why, wait);
        }
        long end = System.nanoTime() + wait.toNanos();
        synchronized (this) {
            for (long left = wait.toNanos(); left > 0 && !ending; left = end - System.nanoTime()) {
                checkCancelled();
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            }
            checkCancelled();
        }
    }

    private void checkCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }

    /** Something to wait for until it is there or the wait is cancelled. */
    private <T> CompletableFuture<T> awaited() {
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (this) {
            checkCancelled();
            awaited.add(answer);
        }
        return answer;
    }

    private synchronized void awaitedNoMore(CompletableFuture<?> answer) {
        awaited.removeIf(each -> each == answer);
    }

    private void attempt() throws InterruptedException {
        long mine;
        CompletableFuture<Boolean> answer = awaited();
        try {
            synchronized (this) {
                mine = ++epoch;
                brokenBy = null;
            }
            // Those of an attempt that failed after all: not told, so the broker sends them again.
            tellEarly();
            MqttAsyncClient paho = clientFor(mine);
            Arrivals arrivals = new Arrivals(mine, answer);
            Wire fresh = new Wire(settings.link(), packet(settings.cleanSession()), arrivals, held, settings.trace());
            arrivals.over = fresh;
            synchronized (this) {
                attempted = fresh;
            }
            executor.awaitQuiet(QUIET, () -> cancelled);
            paho.connect(options(fresh, settings.cleanSession()), null, listening(answer));
            boolean sessionPresent;
            try {
                sessionPresent = answered(answer, fresh);
            } catch (Failure e) {
                if (fresh.accepted() && !cancelled) {
                    acceptedAndLost(mine, paho, fresh, e);
                    return;
                }
                throw e;
            }
            established(mine, paho, fresh, sessionPresent);
        } catch (MqttException e) {
            throw ConnectionFailure.of(e, settings);
        } finally {
            awaitedNoMore(answer);
        }
    }

    private boolean answered(CompletableFuture<Boolean> answer, Wire attempted) throws InterruptedException {
        try {
            return answer.get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwable network = brokenBy;
            // Paho's own word for a refusal says more than the end of the stream that follows it.
            throw ConnectionFailure.of(network != null && isVague(cause) ? network : cause, settings);
        } catch (TimeoutException e) {
            abort(attempted);
            settled(answer);
            throw ConnectionFailure.noAnswerInTime(settings);
        } catch (InterruptedException | CancellationException e) {
            abort(attempted);
            throw e;
        }
    }

    private static boolean isVague(Throwable cause) {
        return cause instanceof MqttException e
                && (e.getReasonCode() == MqttException.REASON_CODE_CONNECTION_LOST
                        || e.getReasonCode() == MqttException.REASON_CODE_CLIENT_EXCEPTION);
    }

    /** Gives Paho the time to notice, so that the same client can try again. */
    private static void settled(CompletableFuture<Boolean> answer) throws InterruptedException {
        try {
            answer.get(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            // That it failed is known already.
        }
    }

    private static void abort(Wire wire) {
        try {
            wire.abort();
        } catch (IOException e) {
            // It is not needed any more.
        }
    }

    private MqttAsyncClient clientFor(long mine) {
        MqttAsyncClient kept = sessionClient;
        if (kept != null) {
            return kept;
        }
        try {
            HeldPayloads payloads = new HeldPayloads();
            MqttAsyncClient fresh = newClient(log.<MqttClientPersistence>map(file -> new PahoStore(file, payloads::of))
                    .orElseGet(NoStore::new));
            held = payloads;
            fresh.setCallback(new News(settings.cleanSession() ? mine : 0, payloads));
            fresh.setManualAcks(true);
            if (!settings.cleanSession()) {
                sessionClient = fresh;
            }
            return fresh;
        } catch (MqttException e) {
            throw ConnectionFailure.of(e, settings);
        }
    }

    private MqttAsyncClient newClient(MqttClientPersistence store) throws MqttException {
        return new MqttAsyncClient(
                WireFactory.URI,
                TopicCode.encoded(settings.clientId()),
                store,
                new Pulse(executor, () -> wire),
                executor);
    }

    private ConnectPacket packet(boolean clean) {
        return new ConnectPacket(
                settings.protocolLevel(),
                settings.clientId(),
                clean,
                settings.keepAlive(),
                settings.credentials().map(Credentials::user),
                settings.credentials().flatMap(Credentials::password),
                settings.will()
                        .map(w -> new ConnectPacket.WillMessage(
                                w.topic().text(), w.payload(), w.qos().level(), w.retain())));
    }

    private WireOptions options(Wire attempted, boolean clean) {
        WireOptions options = new WireOptions(attempted);
        options.setMqttVersion(settings.protocolLevel());
        options.setCleanSession(clean);
        options.setKeepAliveInterval(settings.keepAlive());
        options.setMaxInflight(settings.window() + restored.size() + 16);
        return options;
    }

    private static IMqttActionListener listening(CompletableFuture<Boolean> answer) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                answer.complete(token.getSessionPresent());
            }

            @Override
            public void onFailure(IMqttToken token, Throwable e) {
                answer.completeExceptionally(e);
            }
        };
    }

    /** It broke before Paho took note of the broker's consent: a loss like any other. */
    private void acceptedAndLost(long mine, MqttAsyncClient paho, Wire attempted, Failure why) {
        client = paho;
        wire = attempted;
        synchronized (this) {
            connected = true;
            lives.accepted(System.nanoTime());
        }
        lost(mine, why);
    }

    private void established(long mine, MqttAsyncClient paho, Wire attempted, boolean sessionPresent) {
        boolean resumed = sessionPresent && !settings.cleanSession();
        if (!resumed) {
            received.forget();
        }
        client = paho;
        wire = attempted;
        listener.connected(sessionPresent);
        handing.lock();
        try {
            synchronized (this) {
                connected = true;
                lives.accepted(System.nanoTime());
                notifyAll();
            }
            withoutFate.values().stream()
                    .sorted(Comparator.comparingLong(p -> p.publication.sequence()))
                    .filter(p -> !isPahos(p))
                    .forEach(p -> hand(p, mine));
        } finally {
            handing.unlock();
        }
        tellEarly();
        if (!resumed) {
            resubscribe(paho);
        }
        boolean goneAlready;
        synchronized (this) {
            goneAlready = lostEpoch == mine;
        }
        if (goneAlready) {
            lost(mine, new IOException("the connection broke at once"));
        }
    }

    /** Whether Paho itself sends it again, as it does with what it was given within a kept session. */
    private boolean isPahos(Pending pending) {
        return !settings.cleanSession() && pending.handedTo > 0 && pending.publication.qos() != Qos.AT_MOST_ONCE;
    }

    // --- losing and coming back -------------------------------------------------------------------------------------

    private void lost(long which, Throwable cause) {
        Throwable network = brokenBy;
        Throwable why = network == null ? cause : network;
        Failure loss = ConnectionFailure.lost(why, settings);
        ShortLives.Verdict verdict;
        synchronized (this) {
            lostEpoch = Math.max(lostEpoch, which);
            if (which != epoch || !connected || ending) {
                return;
            }
            connected = false;
            verdict = lives.broke(System.nanoTime(), ConnectionFailure.end(why), progress, asking || somethingIsOut());
            progress = false;
        }
        if (ConnectionFailure.isFinal(loss)) {
            end(loss);
            return;
        }
        switch (verdict) {
            case TRY_AGAIN -> reconnectAfter(loss);
            case ASK -> reconnectAfter(ConnectionFailure.pushedOut(loss, settings));
            case UNANSWERED -> end(somethingIsOut() ? poisoned() : hopeless(verdict, loss));
            case MALFORMED, TAKEN, HOPELESS -> end(hopeless(verdict, loss));
        }
    }

    private synchronized Failure hopeless(ShortLives.Verdict verdict, Failure loss) {
        return ConnectionFailure.hopeless(verdict, lives.inRow(), loss, settings);
    }

    private void reconnectAfter(Failure loss) {
        daemon(() -> reconnect(loss), "mqtt-reconnect");
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private boolean somethingIsOut() {
        return withoutFate.values().stream().anyMatch(pending -> pending.handedTo > 0);
    }

    /** The broker may hang up upon a message that it does not like, again and again: MQTT 3.1.1 has no other word for it. */
    private Failure poisoned() {
        int times;
        synchronized (this) {
            times = lives.inRow();
        }
        List<Publication> out = withoutFate.values().stream()
                .map(pending -> pending.publication)
                .sorted(Comparator.comparingLong(Publication::sequence))
                .toList();
        int largest = out.stream().mapToInt(p -> p.payload().length).max().orElse(0);
        String oldest = out.isEmpty() ? "" : out.get(0).topic().text();
        return new Failure(
                ExitStatus.PARTIAL,
                "the broker at " + settings.link().address() + " closed the connection " + times
                        + " times before it acknowledged anything; does it refuse a message for its size (the largest"
                        + " has "
                        + largest + " bytes), its topic (the oldest goes to '" + oldest
                        + "') or the rights of the user?");
    }

    /** The connection is gone for good. */
    private void end(Failure why) {
        synchronized (this) {
            over = why;
            notifyAll();
        }
        listener.ended(why);
    }

    private void reconnect(Failure loss) {
        long began = System.nanoTime();
        Failure why = loss;
        try {
            for (int attempt = 1; !isOver(began); attempt++) {
                pause(why, waitBefore(attempt), attempt == 1);
                if (isEnding()) {
                    return;
                }
                try {
                    attempt();
                    return;
                } catch (Failure e) {
                    why = e;
                    if (ConnectionFailure.isFinal(e)) {
                        break;
                    }
                    attemptFailed();
                }
            }
            end(why);
        } catch (InterruptedException | CancellationException e) {
            end(why);
        } catch (Error e) {
            end(ConnectionFailure.lost(e, settings));
        }
    }

    private synchronized Duration waitBefore(int attempt) {
        return lives.waitBefore(attempt);
    }

    private synchronized void attemptFailed() {
        lives.unreachable();
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    /** A thread of Paho ended by an exception, which Paho does not notice by itself. */
    private void threadDied(Throwable cause) {
        long which;
        synchronized (this) {
            which = epoch;
        }
        brokenBy = cause;
        MqttAsyncClient deaf = client;
        daemon(
                () -> {
                    endForcibly(deaf);
                    lost(which, cause);
                },
                "mqtt-mourn");
    }

    private static void endForcibly(@Nullable MqttAsyncClient deaf) {
        try {
            if (deaf != null) {
                deaf.disconnectForcibly(0, 0, false);
            }
        } catch (MqttException e) {
            // It has ended one way or the other.
        }
    }

    @Override
    public void interrupt(String why) {
        Wire now = wire;
        if (now != null && connected) {
            brokenBy = new IOException(why);
            abort(now);
        }
    }

    @Override
    public void cancel() {
        List<CompletableFuture<?>> waiting;
        Wire unfinished;
        synchronized (this) {
            cancelled = true;
            waiting = List.copyOf(awaited);
            unfinished = connected ? null : attempted;
            notifyAll();
        }
        waiting.forEach(each -> each.completeExceptionally(new CancellationException("cancelled")));
        if (unfinished != null) {
            // It may be in the middle of a handshake, whose lock a closing would wait for.
            daemon(() -> abort(unfinished), "mqtt-cancel");
        }
    }

    // --- publishing -------------------------------------------------------------------------------------------------

    @Override
    public void publish(Publication publication) {
        Pending pending = new Pending(publication);
        withoutFate.put(publication.sequence(), pending);
        try {
            handing.lockInterruptibly();
        } catch (InterruptedException e) {
            // The run is to end: what is not handed over has no fate.
            Thread.currentThread().interrupt();
            return;
        }
        try {
            // While this thread waited for its turn, a connection that came back may have handed it over already.
            if (connected && pending.handedTo == 0) {
                long now;
                synchronized (this) {
                    now = epoch;
                }
                hand(pending, now);
            }
        } finally {
            handing.unlock();
        }
    }

    private void hand(Pending pending, long to) {
        Publication publication = pending.publication;
        try {
            if (publication.qos() == Qos.AT_MOST_ONCE) {
                Wire out = wire;
                if (out != null) {
                    pending.handedTo = to;
                    out.publish(
                            publication.sequence(),
                            publication.topic().text(),
                            publication.payload(),
                            publication.retain());
                }
                return;
            }
            MqttAsyncClient paho = client;
            if (paho != null) {
                log.ifPresent(file -> file.next(publication.mark()));
                paho.publish(
                        TopicCode.encoded(publication.topic().text()),
                        new SharedMessage(publication),
                        null,
                        new Fate(publication.sequence()));
                pending.handedTo = to;
            }
        } catch (IOException e) {
            // The connection broke: it is sent again when it is back.
        } catch (MqttException e) {
            if (connected && !isGone(e)) {
                fail(
                        publication.sequence(),
                        new Failure(
                                ExitStatus.FAILED,
                                "cannot publish to " + publication.topic() + ": " + ConnectionFailure.words(e),
                                e));
            }
        } catch (OutOfMemoryError e) {
            String message = "a message to '" + publication.topic() + "'";
            String sentence = Memory.doesNotFit(message, publication.payload().length);
            fail(publication.sequence(), new Failure(ExitStatus.FAILED, sentence, e));
        }
    }

    private static boolean isGone(MqttException e) {
        return switch (e.getReasonCode()) {
            case MqttException.REASON_CODE_CLIENT_NOT_CONNECTED,
                    MqttException.REASON_CODE_CLIENT_DISCONNECTING,
                    MqttException.REASON_CODE_CLIENT_CLOSED,
                    MqttException.REASON_CODE_CONNECTION_LOST -> true;
            default -> false;
        };
    }

    private void fail(long sequence, Failure why) {
        if (withoutFate.remove(sequence) != null) {
            listener.failed(sequence, why);
        }
    }

    /** Something came that shows the connection to be of use; a look is cheaper than a note for each message. */
    private void progressed() {
        if (!progress) {
            progress = true;
        }
    }

    private void acknowledged(long sequence) {
        progressed();
        if (withoutFate.remove(sequence) != null) {
            listener.acknowledged(sequence);
        }
    }

    /** Tells of one publication; a failure is none: it is sent again, by Paho or by us. */
    private final class Fate implements IMqttActionListener {
        private final long sequence;

        Fate(long sequence) {
            this.sequence = sequence;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            acknowledged(sequence);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable e) {
            // Decided when the connection is back or gone for good.
        }
    }

    // --- subscribing ------------------------------------------------------------------------------------------------

    @Override
    public List<Granted> subscribe(List<Subscription> wanted) throws InterruptedException {
        List<Granted> answers = answered("subscription", (paho, answer) -> ask(paho, wanted, answer));
        synchronized (subscriptions) {
            answers.stream()
                    .filter(g -> !g.refused())
                    .forEach(g -> subscriptions.put(
                            g.subscription().filter(), g.subscription().qos()));
        }
        return answers;
    }

    @Override
    public void unsubscribe(List<TopicFilter> filters) throws InterruptedException {
        synchronized (subscriptions) {
            filters.forEach(subscriptions::remove);
        }
        String[] names = filters.stream().map(f -> TopicCode.encoded(f.text())).toArray(String[]::new);
        this.<Boolean>answered("end of the subscription", (paho, answer) -> {
            try {
                paho.unsubscribe(names, null, listening(answer));
            } catch (MqttException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    /** The broker's answer; asks again on the next connection if one breaks before it. */
    private <T> T answered(String what, BiConsumer<MqttAsyncClient, CompletableFuture<T>> question)
            throws InterruptedException {
        setAsking(true);
        try {
            for (long asked = 0; ; ) {
                CompletableFuture<T> answer = awaited();
                asked = awaitConnection(asked);
                try {
                    question.accept(connectedClient(), answer);
                    return inTime(answer, what);
                } catch (ExecutionException e) {
                    awaitLoss(asked, e.getCause() == null ? e : e.getCause());
                } finally {
                    awaitedNoMore(answer);
                }
            }
        } finally {
            setAsking(false);
        }
    }

    private synchronized void setAsking(boolean now) {
        asking = now;
    }

    private MqttAsyncClient connectedClient() {
        MqttAsyncClient paho = client;
        if (paho == null) {
            throw new IllegalStateException("not open yet");
        }
        return paho;
    }

    /** Waits for a connection later than this one; answers which it is. */
    private synchronized long awaitConnection(long after) throws InterruptedException {
        while (true) {
            checkCancelled();
            Failure gone = over;
            if (gone != null) {
                throw gone;
            }
            if (connected && epoch > after) {
                return epoch;
            }
            wait();
        }
    }

    /** The connection on which something was asked broke, as will be told; anything else is the end. */
    private synchronized void awaitLoss(long which, Throwable cause) throws InterruptedException {
        long end = System.nanoTime() + QUIET.toNanos();
        while (connected && epoch == which && lostEpoch < which) {
            checkCancelled();
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw ConnectionFailure.lost(cause, settings);
            }
            wait(left);
        }
    }

    private <T> T inTime(CompletableFuture<T> answer, String what) throws InterruptedException, ExecutionException {
        try {
            return answer.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    ExitStatus.TIMED_OUT,
                    "no answer to the " + what + " from " + settings.link().address() + " in "
                            + ConnectionFailure.seconds(settings.answerTimeout().toMillis()));
        }
    }

    private static void ask(MqttAsyncClient paho, List<Subscription> wanted, CompletableFuture<List<Granted>> answer) {
        String[] filters =
                wanted.stream().map(s -> TopicCode.encoded(s.filter().text())).toArray(String[]::new);
        int[] levels = wanted.stream().mapToInt(s -> s.qos().level()).toArray();
        try {
            paho.subscribe(filters, levels, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    answer.complete(answers(wanted, token.getGrantedQos()));
                }

                @Override
                public void onFailure(IMqttToken token, Throwable e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (MqttException e) {
            answer.completeExceptionally(e);
        }
    }

    private static List<Granted> answers(List<Subscription> wanted, int[] codes) {
        List<Granted> answers = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            int code = i < codes.length ? codes[i] : REFUSED;
            answers.add(new Granted(wanted.get(i), code < 3 ? Optional.of(Qos.of(code)) : Optional.empty()));
        }
        return answers;
    }

    private void resubscribe(MqttAsyncClient paho) {
        List<Subscription> wanted;
        synchronized (subscriptions) {
            wanted = subscriptions.entrySet().stream()
                    .map(e -> new Subscription(e.getKey(), e.getValue()))
                    .toList();
        }
        if (!wanted.isEmpty()) {
            CompletableFuture<List<Granted>> answer = new CompletableFuture<>();
            var unused = answer.thenAccept(listener::resubscribed);
            ask(paho, wanted, answer);
        }
    }

    // --- receiving --------------------------------------------------------------------------------------------------

    /** What comes over one network connection, past Paho. */
    private final class Arrivals implements Inbound {
        private final long mine;
        private final CompletableFuture<Boolean> answer;
        private volatile @Nullable Wire over;

        /** @param answer what tells that the broker accepts the connection */
        Arrivals(long mine, CompletableFuture<Boolean> answer) {
            this.mine = mine;
            this.answer = answer;
        }

        @Override
        public void published(String topic, byte[] payload, int qos, boolean retain, boolean duplicate, int packetId) {
            progressed();
            listener.arrived(new Message(topic, payload, Qos.of(qos), retain, duplicate, packetId, mine));
        }

        @Override
        public void written(long[] sequences, int count) {
            for (int i = 0; i < count; i++) {
                acknowledged(sequences[i]);
            }
        }

        @Override
        public void torn(long[] sequences, int count) {
            for (int i = 0; i < count; i++) {
                fail(
                        sequences[i],
                        new Failure(ExitStatus.UNREACHABLE, "the connection broke while the message was written"));
            }
        }

        @Override
        public void broken(Throwable why) {
            if (brokenBy == null) {
                brokenBy = why;
            }
            Wire broken = over;
            if (broken != null && broken.accepted()) {
                // Paho may have stopped the thread that was to tell.
                answer.completeExceptionally(why);
            }
        }
    }

    /** What Paho tells; of a client made for one connection, or (0) of the one that lives through all of them. */
    private final class News implements MqttCallback {
        private final long mine;
        private final HeldPayloads payloads;

        News(long mine, HeldPayloads payloads) {
            this.mine = mine;
            this.payloads = payloads;
        }

        private long epochNow() {
            synchronized (PahoConnection.this) {
                return mine == 0 ? epoch : mine;
            }
        }

        @Override
        public void connectionLost(Throwable cause) {
            lost(epochNow(), cause);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            long now = epochNow();
            progressed();
            byte[] payload = payloads.release(message.getId()).orElseGet(message::getPayload);
            switch (received.arrived(message.getId(), now)) {
                case DELIVER ->
                    listener.arrived(new Message(
                            TopicCode.decoded(topic),
                            payload,
                            Qos.EXACTLY_ONCE,
                            message.isRetained(),
                            message.isDuplicate(),
                            message.getId(),
                            now));
                case COMPLETE -> complete(message.getId(), now);
                case WAIT -> {
                    // The listener has it already and will say when it is done.
                }
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publication has a listener of its own, except those of an earlier process.
            if (!restored.isEmpty()) {
                // A restored token does not know its own packet identifier, the answer to it does.
                if (token.getResponse() instanceof MqttAck answer) {
                    acknowledged(Publication.restoredSequence(answer.getMessageId()));
                }
            }
        }
    }

    @Override
    public void acknowledge(Message message) {
        if (!isEarly(message)) {
            tell(message);
        }
    }

    /**
     * A kept session brings messages right behind the broker's consent, perhaps before we have taken note of it: their
     * acknowledgement waits until then. Forgotten, they would fill the broker's window for ever.
     */
    private boolean isEarly(Message message) {
        synchronized (early) {
            boolean soon;
            synchronized (this) {
                soon = !connected && message.epoch() == epoch && lostEpoch != epoch;
            }
            if (soon) {
                early.add(message);
            }
            return soon;
        }
    }

    private void tellEarly() {
        List<Message> due;
        synchronized (early) {
            due = List.copyOf(early);
            early.clear();
        }
        due.forEach(this::tell);
    }

    private void tell(Message message) {
        switch (message.qos()) {
            case AT_MOST_ONCE -> {
                // The broker expects nothing.
            }
            case AT_LEAST_ONCE -> acknowledgeOnce(message);
            case EXACTLY_ONCE -> {
                if (received.done(message.packetId(), message.epoch(), connectionNow())) {
                    complete(message.packetId(), message.epoch());
                }
            }
        }
    }

    private void acknowledgeOnce(Message message) {
        Wire now = wire;
        if (now != null && connected && isCurrent(message.epoch())) {
            try {
                now.acknowledge(message.packetId());
            } catch (IOException e) {
                // The broker will deliver it again.
            }
        }
    }

    /** The number of the connection that is there, 0 if none is. */
    private synchronized long connectionNow() {
        return connected ? epoch : 0;
    }

    private synchronized boolean isCurrent(long which) {
        return which == epoch;
    }

    private void complete(int packetId, long first) {
        MqttAsyncClient paho = client;
        try {
            if (paho != null) {
                paho.messageArrivedComplete(packetId, Qos.EXACTLY_ONCE.level());
            }
        } catch (MqttException e) {
            received.untold(packetId, first);
        }
    }

    // --- the end ----------------------------------------------------------------------------------------------------

    @Override
    public void close(Duration limit) {
        boolean wasConnected;
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
            wasConnected = connected;
            notifyAll();
        }
        Duration left = cancelled && limit.compareTo(HURRY) > 0 ? HURRY : limit;
        Wire last = wire;
        try {
            if (last != null) {
                last.goodbyeWithin(left);
            }
            if (wasConnected) {
                goodbye(client, left);
            }
            boolean needed = log.isPresent() && !withoutFate.isEmpty();
            if (wasConnected && !settings.cleanSession() && settings.session().generated() && !needed) {
                deleteSession(left);
            }
        } finally {
            if (last != null) {
                abort(last);
            }
            executor.shutdownNow();
            log.ifPresent(SessionLog::close);
        }
    }

    private static void goodbye(@Nullable MqttAsyncClient paho, Duration limit) {
        try {
            if (paho != null) {
                paho.disconnect(Math.min(SETTLE_MILLIS, limit.toMillis()), null, null)
                        .waitForCompletion(limit.toMillis());
            }
        } catch (MqttException e) {
            // It is over either way.
        }
    }

    /** Connects once more as one who wants no session, so that the broker keeps none under a name nobody will use again. */
    private void deleteSession(Duration limit) {
        try {
            Wire last = new Wire(
                    settings.link(),
                    packet(true),
                    new Arrivals(0, new CompletableFuture<>()),
                    new HeldPayloads(),
                    settings.trace());
            MqttAsyncClient paho = newClient(new NoStore());
            paho.connect(options(last, true), null, null).waitForCompletion(limit.toMillis());
            goodbye(paho, limit);
        } catch (MqttException e) {
            // The broker forgets it when it wants to.
        }
    }
}
