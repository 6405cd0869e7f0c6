package org.kafkamqtt.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The request to end the run: made once, by a signal or by the tool itself.
 *
 * <p>Thread-safe. Actions run once, on the thread that asks, in the order they were added; one added late runs at once.
 */
public final class Stop {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final List<Runnable> actions = new ArrayList<>();

    /** Whether the run is to end; cheap enough for every iteration of a loop. */
    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** Asks for the end; asking again does nothing. */
    public void request() {
        List<Runnable> due;
        synchronized (actions) {
            if (requested()) {
                return;
            }
            requested.countDown();
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }

    /** Runs the action when the end is asked for: it wakes the tool from what it blocks in. It must not block itself. */
    public void onRequest(Runnable action) {
        synchronized (actions) {
            if (!requested()) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Waits for the request at most this long; true if it has been made. */
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return requested.await(time, unit);
    }
}
