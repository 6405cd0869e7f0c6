package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread on which a sink may take as long as it likes while the reading thread keeps polling.
 *
 * <p>The reading thread owns it, and touches the sink only while nothing is begun. It is a daemon: what is stuck in a full pipe does
 * not keep the process alive.
 */
final class SinkThread implements Hands {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(SinkThread::daemon);
    private final Trouble trouble = new Trouble();
    private Future<?> last = CompletableFuture.completedFuture(null);

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "sink");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void begin(Deed deed) {
        last = thread.submit(() -> trouble.watch(deed));
    }

    @Override
    public boolean await(long nanos) {
        try {
            last.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
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
    public void close() {
        thread.shutdown();
    }
}
