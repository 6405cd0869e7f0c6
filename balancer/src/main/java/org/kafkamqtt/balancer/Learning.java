package org.kafkamqtt.balancer;

/**
 * The feedback to a balancer that learns from the outcome of its choices.
 *
 * <p>Called from the producer's threads, so implementations are thread-safe and quick. Every {@link #sent} is followed by
 * exactly one {@link #acknowledged} or {@link #failed}.
 */
public interface Learning {
    /** A message was handed to the client. */
    void sent(int partition, int bytes);

    /** The broker acknowledged it; the latency runs from sent to acknowledged, in nanoseconds. */
    void acknowledged(int partition, int bytes, long latencyNanos);

    /** The message did not arrive. */
    void failed(int partition, int bytes);
}
