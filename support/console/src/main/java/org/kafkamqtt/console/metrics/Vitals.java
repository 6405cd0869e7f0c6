package org.kafkamqtt.console.metrics;

/**
 * A run as it is seen from outside while it is going on.
 *
 * <p>Any thread may ask at any time, also after the run has ended. An answer must neither wait for the run
 * nor keep it waiting.
 */
public interface Vitals {
    /** Tells all that the run measures, always the same things in the same order. */
    void tell(Samples samples);

    /** Whether it is getting on. */
    Pulse pulse();
}
