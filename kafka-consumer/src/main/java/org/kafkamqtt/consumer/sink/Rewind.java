package org.kafkamqtt.consumer.sink;

/** What was taken since the last commit is void: reading goes back to the committed offsets of the group. */
public final class Rewind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Rewind(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
