package org.kafkamqtt.mqtt.broker.trial;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.sandbox.trial.Await;

/**
 * A publisher of numbers at QoS 1, some in flight, over a few topic names: number n goes to the topic n % topics. When the connection
 * breaks it connects again and sends what was not acknowledged once more, in order, as it would come with a kept session.
 *
 * <p>A thread of its own publishes until it is told to stop; any thread may ask how far it is.
 */
public final class NumberedMessages implements AutoCloseable {
    private static final int WINDOW = 200;

    private final String name;
    private final String topic;
    private final int topics;
    private final int most;
    private final IntSupplier port;
    private final String filling;
    private final boolean retain;
    private final BitSet acknowledged = new BitSet();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private int next;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean stopping;
    private volatile boolean givenUp;
    private volatile boolean ended;
    private volatile @Nullable Peer connection;
    private volatile @Nullable Throwable trouble;

    /**
     * Starts to publish.
     *
     * @param name what the payloads begin with, such as {@code a} in {@code a-17}; also its client identifier
     * @param topic what all topic names begin with
     * @param most how many messages there are at most
     * @param port of the broker of now
     * @param size bytes of a payload at least
     */
    public NumberedMessages(
            String name, String topic, int topics, int most, IntSupplier port, int size, boolean retain) {
        this.name = name;
        this.topic = topic;
        this.topics = topics;
        this.most = most;
        this.port = port;
        this.filling = size > 0 ? "-" + "x".repeat(size) : "";
        this.retain = retain;
        Thread thread = new Thread(this::run, "publisher-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!done()) {
                try {
                    publish();
                } catch (AssertionError | RuntimeException e) {
                    // The broker has gone, or is not there yet.
                    trouble = e;
                    LockSupport.parkNanos(20_000_000);
                }
            }
        } finally {
            ended = true;
        }
    }

    private boolean done() {
        return givenUp || waiting.isEmpty() && (stopping || next == most);
    }

    private void publish() {
        try (Peer peer = Peer.connected(new OverTcp(port.getAsInt()), ProtocolVersion.V311, name)) {
            connection = peer;
            connections.incrementAndGet();
            // A broker that is paused, or without Kafka, does not answer for long.
            peer.limit(120_000);
            peer.send(waiting.stream().map(this::message).toArray(Packet[]::new));
            while (!done()) {
                while (waiting.size() < WINDOW && next < most && !stopping) {
                    waiting.add(next);
                    peer.send(message(next));
                    next++;
                }
                acknowledged(peer.expects(Acknowledgement.class));
            }
        }
    }

    private void acknowledged(Acknowledgement ack) {
        int number = waiting.remove();
        if (ack.type() != PacketType.PUBACK || ack.packetId() != identifier(number)) {
            throw new AssertionError("expected PUBACK of " + number + ", heard " + ack);
        }
        synchronized (acknowledged) {
            acknowledged.set(number);
        }
        count.incrementAndGet();
    }

    private static int identifier(int number) {
        return number % 65_535 + 1;
    }

    private Packet message(int number) {
        return Peer.message(
                topic + "/" + number % topics,
                name + "-" + number + filling,
                1,
                retain,
                identifier(number),
                Properties.NONE);
    }

    /** How many are acknowledged. */
    public int count() {
        return count.get();
    }

    /** How often it was accepted by a broker. */
    public int connections() {
        return connections.get();
    }

    /** Returns when so many are acknowledged. */
    public void await(int number, int seconds) {
        try {
            Await.that(number + " messages are acknowledged", seconds, () -> count.get() >= number || ended);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; there are " + count() + " and " + trouble, e);
        }
    }

    /** Publishes no more new ones, and returns the numbers that are acknowledged when none waits any more. */
    public BitSet finish(int seconds) {
        stopping = true;
        Await.that(name + " has all acknowledgements", seconds, () -> ended);
        return soFar();
    }

    /** The numbers that are acknowledged until now. */
    public BitSet soFar() {
        synchronized (acknowledged) {
            return (BitSet) acknowledged.clone();
        }
    }

    /** Gives up. */
    @Override
    public void close() {
        stopping = true;
        givenUp = true;
        Peer current = connection;
        if (current != null) {
            current.close();
        }
    }
}
