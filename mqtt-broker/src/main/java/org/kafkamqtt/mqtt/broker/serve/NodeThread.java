package org.kafkamqtt.mqtt.broker.serve;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.mqtt.broker.node.NodeClock;

/** The one thread of a node, on which all of its sockets are served and all of its state lives. Thread-safe. */
final class NodeThread implements NodeClock, Executor, AutoCloseable {
    private static final long PATIENCE_S = 5;

    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("node", true));

    EventLoopGroup group() {
        return group;
    }

    @Override
    public long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long timestamp() {
        return System.currentTimeMillis();
    }

    @Override
    public void later(Runnable work) {
        group.execute(work);
    }

    @Override
    public void execute(Runnable work) {
        group.execute(work);
    }

    /** Does this on the node's thread, and waits for it. */
    <T> T ask(Callable<T> question) throws InterruptedException {
        try {
            return group.submit(question).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        }
    }

    /** Does this on the node's thread again and again, with so many milliseconds between. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is handled by whoever does it
    void every(long ms, Runnable work) {
        group.scheduleWithFixedDelay(work, ms, ms, TimeUnit.MILLISECONDS);
    }

    /** Does this on the node's thread when so much time has passed. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is handled by whoever does it
    void after(Duration time, Runnable work) {
        group.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the thread, after what it was given to do at once. */
    @Override
    public void close() {
        group.shutdownGracefully(0, PATIENCE_S, TimeUnit.SECONDS).awaitUninterruptibly(PATIENCE_S, TimeUnit.SECONDS);
    }
}
