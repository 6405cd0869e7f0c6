package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.broker.session.Delivery;
import org.kafkamqtt.mqtt.broker.session.ServerSession;

/** A client of the node: its session, and how far it has come in the log. Not thread-safe; the node's thread owns it. */
final class Client {
    private static final long LIVE = -1;
    private static final long[] ALL_LIVE = {};

    private final NodeWire wire;
    private final long life;
    private @Nullable ServerSession session;
    /** For each partition the offset of the first message that it was not offered yet, {@link #LIVE} if it has all; perhaps too short. */
    private long[] cursors = ALL_LIVE;

    private int behind;
    private int turn;
    /** Retained messages that it is still to get. */
    private @Nullable ArrayDeque<Delivery> retained;
    /** The appends that are not settled, since the last SUBSCRIBE. */
    private Appends appends = new Appends(null);
    /** SUBSCRIBEs that wait for something. */
    private final ArrayDeque<Barrier> barriers = new ArrayDeque<>(0);
    /** Whether it is in the list of those to go on with. */
    boolean listed;

    Client(NodeWire wire, long life) {
        this.wire = wire;
        this.life = life;
    }

    NodeWire wire() {
        return wire;
    }

    void session(ServerSession own) {
        session = own;
    }

    ServerSession session() {
        ServerSession own = session;
        if (own == null) {
            throw new IllegalStateException("no session yet");
        }
        return own;
    }

    /** Whether this very connection has published it, as far as the message says. */
    boolean published(Message message) {
        Origin origin = message.origin();
        return origin != null
                && origin.life() == life
                && origin.connection() == session().connection();
    }

    // ---- what is on its way

    ArrayDeque<Barrier> barriers() {
        return barriers;
    }

    /** The appends that belong together until the next SUBSCRIBE. */
    Appends appends() {
        return appends;
    }

    /** Appends from now on are others than those returned, if those are any. */
    Appends nextAppends() {
        Appends before = appends;
        if (!before.isEmpty()) {
            appends = new Appends(before);
        }
        return before;
    }

    // ---- the way through the log

    /** Whether it has all of this partition, up to the tail. */
    boolean live(int partition) {
        return behind == 0 || partition >= cursors.length || cursors[partition] == LIVE;
    }

    /** Where it goes on in a partition; only if it is not live there. */
    long cursor(int partition) {
        return cursors[partition];
    }

    /** It has all of the partition up to there, and not the next. */
    void behind(int partition, long offset) {
        if (partition >= cursors.length) {
            int length = cursors.length;
            cursors = Arrays.copyOf(cursors, partition + 1);
            Arrays.fill(cursors, length, cursors.length, LIVE);
        }
        if (cursors[partition] == LIVE) {
            behind++;
        }
        cursors[partition] = offset;
    }

    void caughtUp(int partition) {
        cursors[partition] = LIVE;
        behind--;
        if (behind == 0) {
            cursors = ALL_LIVE;
        }
    }

    /** In how many partitions it is behind. */
    int behind() {
        return behind;
    }

    /** One more than the highest number of a partition in which it may be behind. */
    int partitions() {
        return cursors.length;
    }

    /** The partition with which it goes on; the others follow in order. */
    int turn() {
        return turn;
    }

    void turn(int partition) {
        turn = partition;
    }

    // ---- retained messages

    /** Whether retained messages are still to come, which are older than anything else that it gets from now on. */
    boolean awaitsRetained() {
        return retained != null;
    }

    void retained(Delivery delivery) {
        if (retained == null) {
            retained = new ArrayDeque<>();
        }
        retained.add(delivery);
    }

    /** The next retained message, null if there is none. */
    @Nullable
    Delivery nextRetained() {
        return retained == null ? null : retained.peek();
    }

    void retainedTaken() {
        ArrayDeque<Delivery> left = retained;
        if (left != null) {
            left.poll();
            if (left.isEmpty()) {
                retained = null;
            }
        }
    }
}
