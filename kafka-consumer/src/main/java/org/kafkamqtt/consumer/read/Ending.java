package org.kafkamqtt.consumer.read;

/** Why a run of reading ended. */
public enum Ending {
    /** As many records as were asked for. */
    COUNT,
    /** Every partition was read to its end. */
    END,
    /** The time limit was reached. */
    TIMED_OUT,
    /** No topic is left to read: all were deleted. */
    GONE,
    /** A signal. */
    STOPPED,
    /** What is written no longer has a reader. */
    CLOSED_PIPE
}
