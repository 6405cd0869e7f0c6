package org.kafkamqtt.mqtt.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other side broke a rule of MQTT. The connection ends with what {@link #connack}, {@link #quiet} and {@link #reason} say:
 * before CONNECT was accepted a CONNACK, or nothing; after that a DISCONNECT where the connection speaks MQTT 5, or nothing.
 */
public final class ProtocolError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ReasonCode reason;
    private final boolean quiet;

    @Nullable
    private final ProtocolVersion connack;

    /**
     * An error without a stack trace: it is the other side's.
     *
     * @param reason to disconnect with
     * @param message what is wrong, in a few words, lower case
     */
    public ProtocolError(ReasonCode reason, String message) {
        this(reason, message, false, null);
    }

    private ProtocolError(
            ReasonCode reason, @Nullable String message, boolean quiet, @Nullable ProtocolVersion connack) {
        super(message, null, false, false);
        this.reason = reason;
        this.quiet = quiet;
        this.connack = connack;
    }

    /** What came cannot be read: {@link ReasonCode#MALFORMED_PACKET}. */
    public static ProtocolError malformed(String message) {
        return new ProtocolError(ReasonCode.MALFORMED_PACKET, message);
    }

    /** What came may not come, or not now: {@link ReasonCode#PROTOCOL_ERROR}. */
    public static ProtocolError forbidden(String message) {
        return new ProtocolError(ReasonCode.PROTOCOL_ERROR, message);
    }

    /** The same error, which is answered by closing alone. */
    public ProtocolError quietly() {
        return new ProtocolError(reason, getMessage(), true, null);
    }

    /** The same error, which a CONNACK of this version answers. */
    public ProtocolError inConnack(ProtocolVersion version) {
        return new ProtocolError(reason, getMessage(), false, version);
    }

    /** What to disconnect with. */
    public ReasonCode reason() {
        return reason;
    }

    /** Whether the connection is closed without a packet, even where a DISCONNECT could be sent. */
    public boolean quiet() {
        return quiet;
    }

    /**
     * The version whose CONNACK refuses the CONNECT that was wrong, with {@link #reason} in 5, and with return code 1 (unacceptable
     * protocol level) before that. Empty where none is sent.
     */
    public Optional<ProtocolVersion> connack() {
        return Optional.ofNullable(connack);
    }
}
