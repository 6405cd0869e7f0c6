package org.kafkamqtt.mqtt.broker.session;

/**
 * How much of what a client sent may be unanswered: beyond it nothing is read, below half of it reading goes on. Not thread-safe; the
 * session owns it.
 */
final class Allowance {
    /** Requests. */
    static final int REQUESTS = 2_000;
    /** Bytes of their payloads. */
    static final long BYTES = 4L << 20;

    private final Link link;
    private int requests;
    private long bytes;

    Allowance(Link link) {
        this.link = link;
    }

    void begun(int size) {
        requests++;
        bytes += size;
        if (requests >= REQUESTS || bytes >= BYTES) {
            link.hold(Link.UNANSWERED);
        }
    }

    void settled(int size) {
        requests--;
        bytes -= size;
        if (requests <= REQUESTS / 2 && bytes <= BYTES / 2) {
            link.release(Link.UNANSWERED);
        }
    }

    /** Whether something is not answered yet. */
    boolean used() {
        return requests > 0;
    }
}
