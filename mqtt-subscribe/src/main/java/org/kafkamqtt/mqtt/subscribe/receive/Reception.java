package org.kafkamqtt.mqtt.subscribe.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Session;

/**
 * The network's side of a run: hands messages over and reports to the user what becomes of the connection.
 *
 * <p>Thread-safe: threads of the connection call it, the writing thread asks for its {@link #end}.
 */
public final class Reception implements ConnectionListener {
    private final Intake<Arrival> intake;
    private final Receipts receipts;
    private final Clearing clearing;
    private final @Nullable DeliveryNames names;
    private final Session session;
    private final Consumer<Message> acknowledge;
    private final Consumer<String> say;
    private final AtomicReference<Failure> end = new AtomicReference<>();
    private final AtomicLong connections = new AtomicLong();
    private volatile boolean connected;
    private boolean connectedBefore;
    private boolean outage;
    private boolean hinted;

    /**
     * @param names gives messages their names, if they have any
     * @param session what the user asked the broker to keep
     * @param acknowledge acknowledges messages that need not be written again, once there is a connection
     */
    public Reception(
            Intake<Arrival> intake,
            Receipts receipts,
            Clearing clearing,
            @Nullable DeliveryNames names,
            Session session,
            Consumer<Message> acknowledge,
            Consumer<String> say) {
        this.intake = intake;
        this.receipts = receipts;
        this.clearing = clearing;
        this.names = names;
        this.session = session;
        this.acknowledge = acknowledge;
        this.say = say;
    }

    @Override
    public void arrived(Message message) {
        switch (receipts.arrived(message)) {
            case WRITE -> {
                Instant now = Instant.now();
                String delivery = names == null ? "" : names.of(message);
                intake.offer(new Arrival(message, now.getEpochSecond(), now.getNano(), delivery));
            }
            case ACKNOWLEDGE -> acknowledge.accept(message);
            case KNOWN -> {
                return;
            }
        }
    }

    @Override
    public void acknowledged(long sequence) {
        clearing.cleared();
    }

    @Override
    public void failed(long sequence, Failure why) {
        clearing.failed(why);
    }

    @Override
    public synchronized void connected(boolean sessionPresent) {
        if (!sessionPresent) {
            receipts.sessionLost();
            if (names != null) {
                names.sessionLost();
            }
        }
        if (connectedBefore) {
            say.accept("connected again" + (sessionPresent ? "" : withoutSession()));
        }
        connectedBefore = true;
        connections.incrementAndGet();
        connected = true;
        outage = false;
    }

    private String withoutSession() {
        if (!session.clean()) {
            return "; the broker had no session for '" + session.clientId()
                    + "': messages sent in the meantime are lost";
        }
        String hint = hinted ? "" : " (-c with -i NAME keeps a session)";
        hinted = true;
        return "; messages published in the meantime were missed" + hint;
    }

    @Override
    public synchronized void lost(Failure why, Duration nextAttempt) {
        receipts.connectionLost();
        connected = false;
        outage = true;
        say.accept(why.sentence() + "; trying again");
    }

    @Override
    public synchronized void attemptFailed(Failure why, Duration nextAttempt) {
        if (!outage) {
            outage = true;
            say.accept(why.sentence() + "; trying again");
        }
    }

    @Override
    public void resubscribed(List<Granted> answers) {
        for (Granted answer : answers) {
            if (answer.refused()) {
                say.accept(answer.refusal());
            }
        }
    }

    @Override
    public void noted(String sentence) {
        say.accept(sentence);
    }

    @Override
    public void ended(Failure why) {
        connected = false;
        end.compareAndSet(null, why);
        intake.wake();
    }

    /** Whether there is a connection. */
    public boolean connected() {
        return connected;
    }

    /** How often there was one again. */
    public long reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    /** Why the connection is gone for good, if it is. */
    public Optional<Failure> end() {
        return Optional.ofNullable(end.get());
    }
}
