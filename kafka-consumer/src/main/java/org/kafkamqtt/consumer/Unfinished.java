package org.kafkamqtt.consumer;

import org.kafkamqtt.console.Failure;

/** A record that cannot be finished: what is before it counts, it and what is behind it do not. */
final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    Unfinished(Failure failure) {
        super(failure.sentence(), failure);
        this.failure = failure;
    }

    /** Why, for the user. */
    Failure failure() {
        return failure;
    }
}
