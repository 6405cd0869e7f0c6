package org.kafkamqtt.mqtt;

/**
 * How far a source of publications was read.
 *
 * @param offset bytes of it
 * @param number pieces of it
 */
public record Mark(long offset, long number) {
    /** The beginning. */
    public static final Mark START = new Mark(0, 0);
}
