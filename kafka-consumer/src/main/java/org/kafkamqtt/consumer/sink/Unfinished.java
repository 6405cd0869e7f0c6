package org.kafkamqtt.consumer.sink;

import org.kafkamqtt.console.failure.Failure;

/** A record that cannot be finished: what is before it counts, it and what is behind it do not. */
public final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final boolean inAnyCase;

    /** One that is no failure where the user wants to stop: the signal may have been its cause. */
    public Unfinished(Failure failure) {
        this(failure, false);
    }

    private Unfinished(Failure failure, boolean inAnyCase) {
        super(failure.sentence(), failure);
        this.failure = failure;
        this.inAnyCase = inAnyCase;
    }

    /** One that is to be said whether the user wants to stop or not. */
    static Unfinished inAnyCase(Failure failure) {
        return new Unfinished(failure, true);
    }

    /** Why, for the user. */
    public Failure failure() {
        return failure;
    }

    /** Whether it fails the run. */
    public boolean matters(boolean stopped) {
        return inAnyCase || !stopped;
    }
}
