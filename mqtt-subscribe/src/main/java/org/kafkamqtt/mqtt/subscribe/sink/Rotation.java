package org.kafkamqtt.mqtt.subscribe.sink;

/**
 * When a new file is started.
 *
 * @param bytes a file of at least this size is full
 * @param nanos a file opened at least this long ago is old
 */
public record Rotation(long bytes, long nanos) {
    static final Rotation NEVER = new Rotation(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Whether a file of this size and age is done; an empty file never is. */
    boolean due(long size, long age) {
        return size > 0 && (size >= bytes || age >= nanos);
    }
}
