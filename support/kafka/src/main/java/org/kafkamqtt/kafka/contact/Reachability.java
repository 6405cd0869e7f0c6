package org.kafkamqtt.kafka.contact;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * The first contact with the brokers, by a socket and two tiny requests: reports in a millisecond what the client needs
 * seconds for.
 *
 * <p>Distinguishes an unknown host, a port that nobody listens on, silence, TLS that fails, and a listener with another
 * security protocol. Logins are not judged here: the client itself reports what is wrong with them.
 */
public final class Reachability {
    private static final long BETWEEN_TRIES_MS = 100;
    /** When an address has been silent for this long, the next one is tried as well. */
    private static final long HEAD_START_MS = 250;
    /** No try is shorter, or the last one before the limit would mistake a refusal for silence. */
    private static final int SHORTEST_TRY_MS = 300;

    private final KafkaSettings settings;
    private final Stop stop;
    private final long deadline;
    private final List<Target> targets;
    private final Supplier<Optional<ClientTls>> tls;

    private Reachability(KafkaSettings settings, Stop stop) {
        this.settings = settings;
        this.stop = stop;
        deadline = System.nanoTime() + settings.connectTimeout().toNanos();
        targets = Target.of(settings.bootstrap());
        tls = new Once<>(() -> ClientTls.of(settings));
    }

    /**
     * Waits until one of the brokers answers.
     *
     * @throws Failure status 4 after the connect timeout; at once if no host name is known, if all refuse connections and
     *     the user did not ask to wait for them, or if a listener uses another protocol; status 8 at once if TLS fails
     */
    public static void check(KafkaSettings settings, Stop stop) {
        new Reachability(settings, stop).check();
    }

    private void check() {
        if (targets.isEmpty()) {
            throw unreachable("cannot reach " + settings.bootstrap() + ": unknown host (check the name and DNS)");
        }
        Contact last;
        do {
            last = round();
            if (last instanceof Contact.Made) {
                return;
            }
            if (last instanceof Contact.Unfit unfit) {
                throw unfit.failure();
            }
            if (stop.requested()) {
                throw unreachable("stopped before " + settings.bootstrap() + " answered");
            }
            if (last instanceof Contact.Refused && !settings.patient()) {
                break;
            }
        } while (waitForNextRound());
        throw unreachable(words(last));
    }

    private String words(Contact last) {
        String time = " in " + Seconds.orMillis(settings.connectTimeout());
        if (last instanceof Contact.Refused refused) {
            return "cannot connect to " + settings.bootstrap() + (settings.patient() ? time : "") + ": " + refused.why()
                    + "; is the broker running there?";
        }
        String why = last instanceof Contact.Unanswered unanswered ? unanswered.why() : "no answer";
        return "cannot reach " + settings.bootstrap() + time + ": " + why;
    }

    private static Failure unreachable(String words) {
        return new Failure(ExitStatus.UNREACHABLE, words);
    }

    /**
     * Tries all addresses, the next one when the one before has failed or is slow; the result is the first contact made, or
     * else the failure that explains most.
     */
    private Contact round() {
        BlockingQueue<Contact> contacts = new LinkedBlockingQueue<>();
        Contact worst = new Contact.Refused("stopped");
        int begun = 0;
        int ended = 0;
        try {
            while (ended < targets.size() && !stop.requested()) {
                if (begun < targets.size()) {
                    begin(targets.get(begun++), contacts);
                }
                long patience = begun < targets.size() ? HEAD_START_MS : BETWEEN_TRIES_MS;
                @Nullable Contact next = contacts.poll(patience, TimeUnit.MILLISECONDS);
                if (next instanceof Contact.Made) {
                    return next;
                }
                if (next != null) {
                    worst = ended++ == 0 || next.weight() > worst.weight() ? next : worst;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return worst;
    }

    private void begin(Target target, BlockingQueue<Contact> contacts) {
        int millis = Math.max(SHORTEST_TRY_MS, remaining());
        Thread thread = new Thread(() -> contacts.add(attempt(target, millis)), "first-contact " + target.address());
        thread.setDaemon(true);
        thread.start();
    }

    private Contact attempt(Target target, int millis) {
        try {
            return Contact.with(target, settings, tls, millis);
        } catch (RuntimeException e) {
            return new Contact.Unfit(KafkaFailure.explain(e, settings.bootstrap()));
        }
    }

    /** False if there is no time left for another try, or a stop was requested. */
    private boolean waitForNextRound() {
        try {
            boolean stopped = stop.await(Math.min(BETWEEN_TRIES_MS, remaining()), TimeUnit.MILLISECONDS);
            return !stopped && deadline - System.nanoTime() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int remaining() {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    /** A value that is made when it is first needed. Thread-safe. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized T get() {
            T value = made == null ? maker.get() : made;
            made = value;
            return value;
        }
    }
}
