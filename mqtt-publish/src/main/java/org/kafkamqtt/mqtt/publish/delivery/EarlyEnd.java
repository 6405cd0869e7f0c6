package org.kafkamqtt.mqtt.publish.delivery;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;

/** The end of a run before its source ends: the user asked for it, or something failed; the first failure counts. Thread-safe. */
public final class EarlyEnd {
    private final Stop stop = new Stop();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    /** Asks for the end without a failure. */
    public void request() {
        stop.request();
    }

    /** Asks for the end because of this. */
    public void fail(Failure why) {
        failure.compareAndSet(null, why);
        stop.request();
    }

    /** Whether the run is to end, for whatever reason. */
    public boolean requested() {
        return stop.requested();
    }

    /** What went wrong, if the run ends because of that. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** The same request without its reason. */
    public Stop stop() {
        return stop;
    }
}
