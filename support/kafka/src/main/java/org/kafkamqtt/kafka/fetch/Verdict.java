package org.kafkamqtt.kafka.fetch;

/** What an error code, or the lack of one, means for reading. */
public enum Verdict {
    /** No error. */
    OK,
    /** It may work later. */
    AGAIN,
    /** What is known of the cluster may be out of date; it may work later, perhaps elsewhere. */
    OUTDATED,
    /** The broker cannot be asked this: it is too old. */
    UNSUPPORTED,
    /** The offset is not in the log. */
    OUT_OF_RANGE,
    /** The bytes in the log are not what was written. */
    CORRUPT,
    /** Not allowed. */
    DENIED,
    /** It will not work. */
    REFUSED
}
