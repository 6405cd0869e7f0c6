package org.kafkamqtt.consumer;

/** What was taken since the last commit is void: reading goes back to where the group has committed. */
final class Rewind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Rewind(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
