package org.kafkamqtt.mqtt.protocol;

/** The other side broke a rule of MQTT. */
public final class ProtocolError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ReasonCode reason;

    /**
     * An error without a stack trace: it is the other side's.
     *
     * @param reason to disconnect with
     * @param message what is wrong, in a few words, lower case
     */
    public ProtocolError(ReasonCode reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** What to disconnect with. */
    public ReasonCode reason() {
        return reason;
    }
}
