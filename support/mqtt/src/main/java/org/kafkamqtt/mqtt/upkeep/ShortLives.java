package org.kafkamqtt.mqtt.upkeep;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.kafkamqtt.mqtt.Reconnection;

/**
 * Connections that the broker accepts and that break within moments, one after the other, and what follows for the next one.
 *
 * <p>A connection lasted if it held for ten seconds and for twice the wait before it: two clients with one identifier push each
 * other out after about that wait. One that did not last doubles the wait before the next, up to {@value #BUSY_MILLIS} ms if
 * it brought something. Ends the run when there are too many in a row to be an accident; a broker that was away in between explains
 * them. Time comes in as nanoseconds. Not thread-safe; the lock of the connection guards it.
 */
public final class ShortLives {
    private static final long LASTING = Duration.ofSeconds(10).toNanos();
    private static final long BUSY_MILLIS = 2_000;
    /** Breaks in a row that brought nothing while an answer was due, or that a packet of the broker caused. */
    private static final int MOST_WITH_REASON = 6;
    /** Breaks in a row that brought nothing. */
    private static final int MOST = 10;
    /** Times in a row that the broker hung up on a client whose identifier others may use, whatever came before. */
    private static final int MOST_HANG_UPS = 20;

    private static final int HANG_UPS_TO_ASK = 3;

    private final Reconnection reconnection;
    private final RandomGenerator chance;
    private final boolean sharedName;
    private long begin;
    private long lastWait;
    private int inRow;
    private int useless;
    private int hangUps;
    private boolean useful;
    private boolean asked;

    /** How a connection ended. */
    public enum End {
        /** The broker closed it. */
        HUNG_UP,
        /** The broker sent what is not MQTT. */
        MALFORMED,
        /** The network failed, or nobody answered. */
        BROKEN
    }

    /** What to do. */
    public enum Verdict {
        TRY_AGAIN,
        /** Try again, and ask the user about another client with the same identifier. */
        ASK,
        /** End: the broker sends what is not MQTT. */
        MALFORMED,
        /** End: the broker hangs up instead of answering what was sent to it. */
        UNANSWERED,
        /** End: another client seems to use the identifier. */
        TAKEN,
        /** End: for no reason that can be seen. */
        HOPELESS
    }

    /**
     * @param sharedName whether another client may use the same client identifier, since a user chose it
     */
    public ShortLives(Reconnection reconnection, boolean sharedName, RandomGenerator chance) {
        this.reconnection = reconnection;
        this.sharedName = sharedName;
        this.chance = chance;
    }

    /** The broker accepted a connection. */
    public void accepted(long now) {
        begin = now;
    }

    /** An attempt to connect failed: the broker is away, which explains what came before. */
    public void unreachable() {
        useless = 0;
        hangUps = 0;
    }

    /**
     * The connection broke.
     *
     * @param brought whether a message or an acknowledgement came over it
     * @param asking whether an answer of the broker was due
     */
    public Verdict broke(long now, End end, boolean brought, boolean asking) {
        if (now - begin >= Math.max(LASTING, 2 * lastWait)) {
            inRow = 0;
            useless = 0;
            hangUps = 0;
            useful = false;
            return Verdict.TRY_AGAIN;
        }
        inRow++;
        // What is malformed comes again, and so does what came before it.
        useful = brought && end != End.MALFORMED;
        useless = useful ? 0 : useless + 1;
        hangUps = end == End.HUNG_UP && sharedName ? hangUps + 1 : 0;
        return verdict(end, asking);
    }

    private Verdict verdict(End end, boolean asking) {
        if (end == End.MALFORMED && useless >= MOST_WITH_REASON) {
            return Verdict.MALFORMED;
        }
        if (asking && useless >= MOST_WITH_REASON) {
            return Verdict.UNANSWERED;
        }
        if (hangUps >= MOST_HANG_UPS || hangUps >= MOST && useless >= MOST) {
            return Verdict.TAKEN;
        }
        if (useless >= MOST) {
            return Verdict.HOPELESS;
        }
        if (hangUps >= HANG_UPS_TO_ASK && !asked) {
            asked = true;
            return Verdict.ASK;
        }
        return Verdict.TRY_AGAIN;
    }

    /** How many connections in a row did not last. */
    public int inRow() {
        return inRow;
    }

    /** The wait before this attempt of an outage, the first is 1. */
    public Duration waitBefore(int attempt) {
        Duration wait = reconnection.beforeAttempt(Math.max(0, inRow - 1) + attempt, chance);
        if (attempt == 1 && useful && wait.toMillis() > BUSY_MILLIS) {
            wait = Duration.ofMillis(BUSY_MILLIS / 2 + chance.nextLong(BUSY_MILLIS / 2 + 1));
        }
        lastWait = wait.toNanos();
        return wait;
    }
}
