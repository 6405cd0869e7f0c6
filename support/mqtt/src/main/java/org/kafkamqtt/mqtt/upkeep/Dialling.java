package org.kafkamqtt.mqtt.upkeep;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;

/**
 * When a connection is tried, tried again after a loss, and given up.
 *
 * <p>Thread-safe without a lock of its own: its state is in {@link Presence}. The thread that opens makes the first attempts; each
 * loss starts a daemon thread that makes the next ones, so there is only one attempt at a time.
 */
public final class Dialling implements Losses {
    private final ConnectionSettings settings;
    private final ConnectionListener listener;
    private final Presence<?> presence;
    private final Dues dues;
    private final Attempt attempt;
    private final LongSupplier nanoTime;
    private final RandomGenerator chance;

    /** An attempt to connect. */
    public interface Attempt {
        /**
         * Connects, or throws the reason why not.
         *
         * @param losses called when the new connection breaks
         */
        void make(Losses losses) throws InterruptedException;
    }

    public Dialling(
            ConnectionSettings settings,
            ConnectionListener listener,
            Presence<?> presence,
            Dues dues,
            Attempt attempt,
            LongSupplier nanoTime,
            RandomGenerator chance) {
        this.settings = settings;
        this.listener = listener;
        this.presence = presence;
        this.dues = dues;
        this.attempt = attempt;
        this.nanoTime = nanoTime;
        this.chance = chance;
    }

    /** Connects for the first time. */
    public void open() throws InterruptedException {
        long began = nanoTime.getAsLong();
        for (int times = 1; ; times++) {
            try {
                attempt.make(this);
                return;
            } catch (Failure e) {
                if (!settings.reconnection().waitForBroker() || ConnectionFailure.isFinal(e) || isOver(began)) {
                    throw e;
                }
                Duration wait = settings.reconnection().beforeAttempt(times, chance);
                listener.attemptFailed(e, wait);
                presence.pause(wait);
            }
        }
    }

    private boolean isOver(long began) {
        return settings.reconnection().isOver(nanoTime.getAsLong() - began);
    }

    @Override
    public void lost(long epoch, Throwable cause) {
        Throwable network = presence.brokenBy();
        Throwable why = network == null ? cause : network;
        Failure loss = ConnectionFailure.lost(why, settings);
        Optional<ShortLives.Verdict> verdict =
                presence.leave(epoch, ConnectionFailure.end(why), () -> dues.asking() || dues.isSomethingOut());
        if (verdict.isEmpty()) {
            return;
        }
        if (ConnectionFailure.isFinal(loss)) {
            giveUp(loss);
            return;
        }
        switch (verdict.get()) {
            case TRY_AGAIN -> reconnectAfter(loss);
            case ASK -> reconnectAfter(ConnectionFailure.pushedOut(loss, settings));
            case UNANSWERED ->
                giveUp(dues.isSomethingOut() ? dues.poisoned(presence.livesInRow()) : hopeless(verdict.get(), loss));
            case MALFORMED, TAKEN, HOPELESS -> giveUp(hopeless(verdict.get(), loss));
        }
    }

    private Failure hopeless(ShortLives.Verdict verdict, Failure loss) {
        return ConnectionFailure.hopeless(verdict, presence.livesInRow(), loss, settings);
    }

    private void reconnectAfter(Failure loss) {
        startDaemon(() -> reconnect(loss), "mqtt-reconnect");
    }

    /** Starts a thread that keeps nobody from ending. */
    public static void startDaemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The connection is gone for good. */
    private void giveUp(Failure why) {
        presence.giveUp(why);
        listener.ended(why);
    }

    private void reconnect(Failure loss) {
        long began = nanoTime.getAsLong();
        Failure why = loss;
        try {
            for (int times = 1; !isOver(began); times++) {
                Duration wait = presence.waitBefore(times);
                if (times == 1) {
                    listener.lost(why, wait);
                } else {
                    listener.attemptFailed(why, wait);
                }
                presence.pause(wait);
                if (presence.isEnding()) {
                    return;
                }
                try {
                    attempt.make(this);
                    return;
                } catch (Failure e) {
                    why = e;
                    if (ConnectionFailure.isFinal(e)) {
                        break;
                    }
                    presence.attemptFailed();
                }
            }
            giveUp(why);
        } catch (InterruptedException | CancellationException e) {
            giveUp(why);
        } catch (Error e) {
            giveUp(ConnectionFailure.lost(e, settings));
        }
    }

    /** Breaks the present connection, if there is one. */
    public void interrupt(String why) {
        Line now = presence.line();
        if (now != null) {
            presence.blame(new IOException(why));
            now.abort();
        }
    }

    /** Gives up the connection that is being made, unless one is up. */
    public void cancel() {
        // It may be in the middle of a handshake, whose lock a closing would wait for.
        presence.wake().ifPresent(abort -> startDaemon(abort, "mqtt-cancel"));
    }
}
