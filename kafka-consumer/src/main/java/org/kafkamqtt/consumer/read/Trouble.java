package org.kafkamqtt.consumer.read;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The first thing that deeds threw, kept for another thread; thread-safe. */
final class Trouble {
    private @Nullable Throwable first;

    /** Does the deed and keeps what it throws, errors of the JVM too: they would be lost otherwise. */
    void watch(Hands.Deed deed) {
        try {
            deed.run();
        } catch (Throwable e) {
            keep(e);
        }
    }

    private synchronized void keep(Throwable e) {
        if (first == null) {
            first = e;
        }
    }

    synchronized boolean present() {
        return first != null;
    }

    /** Throws it, once. */
    void rethrow() throws IOException {
        Throwable thrown = take();
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
    }

    private synchronized @Nullable Throwable take() {
        Throwable taken = first;
        first = null;
        return taken;
    }
}
