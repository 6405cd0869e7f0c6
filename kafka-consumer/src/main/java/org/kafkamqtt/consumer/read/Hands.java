package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Who does the deeds of the sink, one after the other, for the reading thread. */
interface Hands extends AutoCloseable {
    /** Begins a deed as soon as those before it are done. */
    void begin(Deed deed);

    /** Waits at most so long; true once all that was begun is done. */
    boolean await(long nanos);

    /** Lets so much time pass. */
    default void pause(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    /** Whether a deed has thrown what nobody was told yet. */
    boolean failed();

    /** Throws what a deed has thrown, once. */
    void rethrow() throws IOException;

    /** Begins nothing more; what goes on is left alone. */
    @Override
    void close();

    /** Something done to the sink. */
    interface Deed {
        void run() throws IOException;
    }

    /** The hands of the reading thread: whatever is begun is done when that returns. */
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
