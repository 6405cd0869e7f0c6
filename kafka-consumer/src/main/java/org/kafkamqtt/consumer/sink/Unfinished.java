package org.kafkamqtt.consumer.sink;

import org.kafkamqtt.console.failure.Failure;

/** A record that cannot be finished: what comes before it counts, the record and what comes after it do not. */
public final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final boolean inAnyCase;

    /** One that is not a failure if the user wants to stop: the signal may have caused it. */
    public Unfinished(Failure failure) {
        this(failure, false);
    }

    private Unfinished(Failure failure, boolean inAnyCase) {
        super(failure.sentence(), failure);
        this.failure = failure;
        this.inAnyCase = inAnyCase;
    }

    /** One that is reported whether the user wants to stop or not. */
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
