package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Carries out the deeds of the sink, one after the other, for the reading thread. */
interface Hands extends AutoCloseable {
    /** Begins a deed as soon as those before it are done. */
    void begin(Deed deed);

    /** Waits this long at most; true once all that was begun is done. */
    boolean await(long nanos);

    /** Lets this much time pass. */
    default void pause(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    /** Whether a deed has thrown something that was not rethrown yet. */
    boolean failed();

    /** Throws what a deed has thrown, once. */
    void rethrow() throws IOException;

    /** Begins nothing more; what is running is left alone. */
    @Override
    void close();

    /** Something done to the sink. */
    interface Deed {
        void run() throws IOException;
    }

    /** The hands of the reading thread: whatever is begun is done when {@link #begin} returns. */
    static Hands own() {
        return new Hands() {
            private final Trouble trouble = new Trouble();

            @Override
            public void begin(Deed deed) {
                trouble.watch(deed);
            }

            @Override
            public boolean await(long nanos) {
                return true;
            }

            @Override
            public boolean failed() {
                return trouble.present();
            }

            @Override
            public void rethrow() throws IOException {
                trouble.rethrow();
            }

            @Override
            public void close() {}
        };
    }
}
