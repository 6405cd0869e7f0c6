package org.kafkamqtt.mqtt.broker.log;

/** The bytes of chunks that a reading thread has handed over and the node's thread has not taken yet. Thread-safe. */
final class Untaken {
    private final long most;
    private long bytes;
    private boolean closed;

    /**
     * None yet.
     *
     * @param most bytes from which on the reading thread waits
     */
    Untaken(long most) {
        this.most = most;
    }

    /** Counts these; waits first while there are too many. False once it is closed. */
    synchronized boolean add(long more) throws InterruptedException {
        while (bytes >= most && !closed) {
            wait();
        }
        bytes += more;
        return !closed;
    }

    /** The node's thread has taken these. */
    synchronized void taken(long some) {
        bytes -= some;
        notifyAll();
    }

    /** Nobody waits any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized long bytes() {
        return bytes;
    }
}
