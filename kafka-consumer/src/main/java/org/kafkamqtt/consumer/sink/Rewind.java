package org.kafkamqtt.consumer.sink;

/** What was taken since the last commit is void: reading goes back to where the group has committed. */
public final class Rewind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Rewind(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
