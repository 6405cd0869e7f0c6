package org.kafkamqtt.topics.work;

/** How long is waited for what was begun to be complete. */
public interface Patience {
    /** Waits for a moment; false if that was the last one. */
    boolean more();

    /** The whole time, for messages, such as {@code 30 s}. */
    String words();
}
