package org.kafkamqtt.mqtt.broker.trial;

/** How near a broker comes to what is expected of it, best first. */
public enum Grade {
    /** The same bytes. */
    EXACT,
    /** The same packets with the same identifiers and reasons; other properties, or a delivery before or after an acknowledgement. */
    EQUIV,
    /** An error with another reason. */
    REASON,
    /** Closed without the error that was expected before. */
    CLOSE,
    /** Anything else. */
    FAIL;

    /** The worse one. */
    Grade and(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
