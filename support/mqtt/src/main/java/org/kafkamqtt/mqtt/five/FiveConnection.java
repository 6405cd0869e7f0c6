package org.kafkamqtt.mqtt.five;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.FiveSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.BrokerRefusal;
import org.kafkamqtt.mqtt.upkeep.ConnectionFailure;
import org.kafkamqtt.mqtt.upkeep.Dialling;
import org.kafkamqtt.mqtt.upkeep.Dues;
import org.kafkamqtt.mqtt.upkeep.Losses;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;

/**
 * A connection that speaks MQTT 5: a {@link ClientSession} and one {@link FiveLine} after the other.
 *
 * <p>Thread-safe. One lock guards the session; it comes after that of {@link Presence}. Under it packets are added to the line's queue
 * and the session's file is written, both with locks of their own, and nobody is called back: news goes out after it is released.
 */
public final class FiveConnection implements Connection {
    /** Uses the generator of the calling thread: another thread's has no seed here, and every process would wait alike. */
    private static final RandomGenerator CHANCE =
            () -> ThreadLocalRandom.current().nextLong();
    /** For disconnecting when the run was told to end at once. */
    private static final Duration HURRY = Duration.ofMillis(400);

    private static final long GOODBYE_MILLIS = 3_000;
    /** Between two looks at the time. */
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(500);

    private final ConnectionSettings settings;
    private final Optional<SessionLog> log;
    private final ConnectionListener listener;
    private final Greeting greeting;
    private final Answers answers = new Answers();
    private final Presence<FiveLine> presence;
    private final Questions questions;
    private final Dialling dialling;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private final Outcomes outcomes = new Outcomes();
    private final ClientSession session;
    private boolean ticking;
    private volatile @Nullable Beat heartbeat;
    private volatile String clientId;
    private volatile boolean first = true;

    /** A connection that is not open yet; it closes the log at its end. */
    public FiveConnection(ConnectionSettings settings, Optional<SessionLog> log, ConnectionListener listener) {
        this.settings = settings;
        this.log = log;
        this.listener = listener;
        greeting = new Greeting(settings);
        clientId = greeting.isAnonymous() ? "" : settings.clientId();
        boolean sharedName = !settings.session().generated();
        presence =
                new Presence<>(answers, new ShortLives(settings.reconnection(), sharedName, CHANCE), System::nanoTime);
        questions = new Questions(settings, presence, answers);
        session = new ClientSession(settings.answerTimeout().toNanos(), log.map(FiveStore::new), outcomes);
        dialling = new Dialling(settings, listener, presence, new Owed(), this::attempt, System::nanoTime, CHANCE);
    }

    /** What the broker still has to answer. */
    private final class Owed implements Dues {
        @Override
        public boolean asking() {
            return questions.asking();
        }

        @Override
        public boolean isSomethingOut() {
            lock.lock();
            try {
                return session.isSomethingOut();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Failure poisoned(int times) {
            lock.lock();
            try {
                return ConnectionFailure.poisoned(times, session.out(), settings);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The present connection and how it is watched. */
    private record Beat(FiveLine line, Heartbeat heartbeat) {}

    /** One deed with the session. */
    private interface Deed {
        void with(ClientSession session);
    }

    /** Does something with the session, and then tells the listener what came of it. */
    private void locked(Deed deed) {
        List<Consumer<ConnectionListener>> news;
        lock.lock();
        try {
            deed.with(session);
        } finally {
            news = outcomes.take();
            if (session.due() != Long.MAX_VALUE) {
                sooner.signal();
            }
            lock.unlock();
        }
        for (Consumer<ConnectionListener> each : news) {
            each.accept(listener);
        }
    }

    /** One attempt to connect, up to the broker's acceptance. */
    private void attempt(Losses losses) throws InterruptedException {
        CompletableFuture<Boolean> answer = answers.expect();
        try {
            long epoch = presence.begin();
            Course course = new Course(answer, losses);
            FiveLine line = new FiveLine(epoch, settings, greeting.connect(clientId, first), course);
            presence.attempt(line::abort);
            Dialling.startDaemon(line::run, "mqtt-read");
            await(course, line);
        } finally {
            answers.expectNoMore(answer);
        }
    }

    private void await(Course course, FiveLine line) throws InterruptedException {
        try {
            course.answer.get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ConnectionFailure.of(e.getCause() == null ? e : e.getCause(), settings);
        } catch (TimeoutException e) {
            if (course.decided.compareAndSet(false, true)) {
                line.abort();
                throw ConnectionFailure.noAnswerInTime(settings);
            }
            // It was accepted in the last moment, and is up at once.
        } catch (InterruptedException | CancellationException e) {
            line.abort();
            throw e;
        }
    }

    /** The course of one connection. */
    private final class Course implements FiveLine.Events {
        /** Completed when the broker accepts it, or when it fails before. */
        private final CompletableFuture<Boolean> answer;

        private final Losses losses;
        private final IncomingAliases aliases =
                new IncomingAliases(settings.five().topicAliasMaximum());
        /** Whether the attempt has succeeded or is given up. */
        private final AtomicBoolean decided = new AtomicBoolean();

        private volatile boolean accepted;

        Course(CompletableFuture<Boolean> answer, Losses losses) {
            this.answer = answer;
            this.losses = losses;
        }

        @Override
        public void accepted(FiveLine line, Connack connack) {
            if (!decided.compareAndSet(false, true)) {
                line.abort();
                return;
            }
            accepted = true;
            first = false;
            String assigned = connack.properties().text(Property.ASSIGNED_CLIENT_IDENTIFIER);
            if (assigned != null) {
                clientId = assigned;
            }
            boolean present = connack.sessionPresent();
            listener.connected(present);
            tellOfExpiry(connack.properties());
            List<Subscription> again = present ? List.of() : questions.granted();
            locked(s -> {
                s.connected(line, ServerTerms.of(connack), present);
                if (!again.isEmpty()) {
                    ask(s, line, again, all -> outcomes.add(l -> l.resubscribed(all)));
                }
            });
            int keepAlive = (int) connack.properties().number(Property.SERVER_KEEP_ALIVE, settings.keepAlive());
            beginTicking();
            presence.arrive(line);
            heartbeat = new Beat(line, new Heartbeat(keepAlive, System.nanoTime()));
            answer.complete(true);
            if (presence.isLost(line.epoch())) {
                over(line, new IOException("the connection broke at once"));
            }
        }

        @Override
        public void received(FiveLine line, Packet packet) throws IOException {
            switch (packet.type()) {
                case PUBLISH -> message(line, (Publish) packet);
                case PINGRESP -> {
                    // That bytes came is all that matters.
                }
                case DISCONNECT -> {
                    Disconnect end = (Disconnect) packet;
                    throw BrokerRefusal.ending(end.reason(), end.properties());
                }
                case AUTH -> {
                    line.goodbye(new Disconnect(ReasonCode.PROTOCOL_ERROR, Properties.NONE));
                    throw BrokerRefusal.askingForMore();
                }
                case CONNACK -> throw ProtocolError.forbidden("a second CONNACK");
                case CONNECT, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK -> {
                    if (packet.type() != PacketType.PUBREL) {
                        presence.progressed();
                    }
                    locked(s -> s.received(packet, System.nanoTime()));
                }
            }
        }

        private void message(FiveLine line, Publish publish) {
            Message message = new Message(
                    aliases.topic(publish),
                    publish.payload().copy(),
                    publish.qos(),
                    publish.retain(),
                    publish.duplicate(),
                    publish.packetId(),
                    publish.properties(),
                    line.epoch());
            presence.progressed();
            if (publish.qos() == Qos.EXACTLY_ONCE) {
                locked(s -> s.arrived(message));
            } else {
                // Nothing of it is kept before the listener is done with it.
                listener.arrived(message);
            }
        }

        @Override
        public void written(FiveLine line, int count, boolean torn) {
            presence.progressed();
            locked(s -> {
                if (torn) {
                    s.torn(count);
                } else {
                    s.written(count);
                }
            });
        }

        @Override
        public void broken(FiveLine line, Throwable why) {
            Throwable cause = why instanceof UncheckedIOException e && e.getCause() != null ? e.getCause() : why;
            if (!accepted) {
                answer.completeExceptionally(cause);
                return;
            }
            over(line, cause);
        }

        private void over(FiveLine line, Throwable cause) {
            locked(s -> s.lost(line.epoch()));
            questions.lost();
            losses.lost(line.epoch(), cause);
        }
    }

    private void tellOfExpiry(Properties said) {
        long asked = greeting.expiry();
        long given = said.number(Property.SESSION_EXPIRY, asked);
        if (given < asked && settings.five().sessionExpiry() > 0) {
            listener.noted("the broker keeps the session for " + given + " s, not for "
                    + (asked == FiveSettings.FOREVER ? "ever" : asked + " s"));
        }
    }

    private void beginTicking() {
        lock.lock();
        try {
            if (!ticking) {
                ticking = true;
                Dialling.startDaemon(this::tick, "mqtt-tick");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the time until the end; the body of the ticking thread. */
    private void tick() {
        while (!closed.get()) {
            try {
                lock.lockInterruptibly();
                try {
                    long due = session.due() == Long.MAX_VALUE ? TICK : session.due() - System.nanoTime();
                    if (due > 0) {
                        long unused = sooner.awaitNanos(Math.min(TICK, due));
                    }
                } finally {
                    lock.unlock();
                }
                locked(s -> s.tick(System.nanoTime()));
                beat();
            } catch (InterruptedException e) {
                return;
            } catch (UncheckedIOException e) {
                breakFor(e);
            }
        }
    }

    private void beat() {
        Beat now = heartbeat;
        if (now == null) {
            return;
        }
        switch (now.line().look(now.heartbeat(), System.nanoTime())) {
            case NOTHING -> {
                // It lives.
            }
            case PING -> now.line().ping();
            case DEAD -> {
                heartbeat = null;
                now.line().broken(new IOException("the broker did not answer a ping in time"));
            }
        }
    }

    /** What cannot be kept in the session's file ends the connection. */
    private void breakFor(UncheckedIOException e) {
        FiveLine now = presence.line();
        if (now != null) {
            now.broken(e);
        }
    }

    @Override
    public void open() throws InterruptedException {
        dialling.open();
    }

    @Override
    public List<Publication> restored() {
        return session.restored();
    }

    @Override
    public void publish(Publication publication) {
        FiveLine now = presence.line();
        try {
            if (now != null) {
                now.awaitRoom();
            }
        } catch (InterruptedException e) {
            // The run is ending: it is handed over all the same, without waiting.
            Thread.currentThread().interrupt();
        }
        try {
            locked(s -> s.publish(publication));
        } catch (UncheckedIOException e) {
            breakFor(e);
        }
    }

    @Override
    public List<Granted> subscribe(List<Subscription> wanted) throws InterruptedException {
        return questions.subscribe((line, answer) -> locked(s -> ask(s, line, wanted, answer::complete)));
    }

    /** Asks for what the broker has; what it has not is refused here. Under the lock. */
    private void ask(ClientSession asked, FiveLine line, List<Subscription> wanted, Consumer<List<Granted>> answer) {
        Properties properties = settings.five().subscribe();
        List<Optional<String>> refusals = wanted.stream()
                .map(each -> asked.terms().refuses(each, properties))
                .toList();
        List<Subscribe.Request> requests = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (refusals.get(i).isEmpty()) {
                requests.add(request(wanted.get(i)));
            }
        }
        if (requests.isEmpty()) {
            answer.accept(granted(wanted, refusals, List.of(), Optional.empty()));
            return;
        }
        int packetId = asked.subscribing(suback ->
                answer.accept(granted(wanted, refusals, suback.reasons(), Reasons.text(suback.properties()))));
        line.send(new Subscribe(packetId, properties, requests));
    }

    private static Subscribe.Request request(Subscription each) {
        return new Subscribe.Request(
                each.filter().text(), each.qos(), each.noLocal(), each.retainAsPublished(), each.retainHandling());
    }

    private static List<Granted> granted(
            List<Subscription> wanted,
            List<Optional<String>> refusals,
            List<ReasonCode> reasons,
            Optional<String> text) {
        long due = refusals.stream().filter(Optional::isEmpty).count();
        if (reasons.size() != due) {
            throw ProtocolError.forbidden("a SUBACK with " + reasons.size() + " codes for " + due + " topic filters");
        }
        List<Granted> all = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < wanted.size(); i++) {
            Optional<String> refusal = refusals.get(i);
            all.add(
                    refusal.isPresent()
                            ? new Granted(wanted.get(i), Optional.empty(), refusal, false)
                            : Granted.of(wanted.get(i), reasons.get(next++), text));
        }
        return all;
    }

    @Override
    public void unsubscribe(List<TopicFilter> filters) throws InterruptedException {
        List<String> names = filters.stream().map(TopicFilter::text).toList();
        Optional<String> refusal = questions.unsubscribe(
                filters,
                (line, answer) -> locked(s -> {
                    int packetId = s.unsubscribing(unsuback -> answer.complete(unsuback.reasons().stream()
                            .filter(ReasonCode::isFailure)
                            .findFirst()
                            .map(reason -> Reasons.clause(reason, unsuback.properties()))));
                    line.send(new Unsubscribe(packetId, settings.five().unsubscribe(), names));
                }));
        refusal.ifPresent(why -> listener.noted("the broker refuses to end the subscription: " + why));
    }

    @Override
    public void acknowledge(Message message) {
        try {
            locked(s -> s.acknowledge(message));
        } catch (UncheckedIOException e) {
            breakFor(e);
        }
    }

    @Override
    public void interrupt(String why) {
        FiveLine now = presence.line();
        if (now != null) {
            now.broken(new IOException(why));
        }
    }

    @Override
    public void cancel() {
        answers.cancel();
        dialling.cancel();
    }

    @Override
    public void close(Duration limit) {
        if (closed.getAndSet(true)) {
            return;
        }
        Optional<FiveLine> there = presence.end();
        Duration left = answers.isCancelled() && limit.compareTo(HURRY) > 0 ? HURRY : limit;
        try {
            there.ifPresent(line -> {
                lock.lock();
                try {
                    line.goodbye(greeting.goodbye());
                } finally {
                    lock.unlock();
                }
                line.drain(Math.min(GOODBYE_MILLIS, left.toMillis()));
            });
        } finally {
            there.ifPresent(FiveLine::abort);
            log.ifPresent(SessionLog::close);
        }
    }
}
