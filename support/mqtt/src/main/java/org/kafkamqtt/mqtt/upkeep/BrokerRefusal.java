package org.kafkamqtt.mqtt.upkeep;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** The broker says, in MQTT 5, that it does not accept a connection, or that it ends one. */
public final class BrokerRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean established;
    private final int code;

    private final @Nullable String reasonString;

    private final @Nullable String reference;

    private BrokerRefusal(boolean established, int code, Properties properties) {
        super(Refusal.words(code));
        this.established = established;
        this.code = code;
        this.reasonString = properties.text(Property.REASON_STRING);
        this.reference = properties.text(Property.SERVER_REFERENCE);
    }

    /** CONNACK with this code, 0x80 to 0xFF. */
    public static BrokerRefusal ofConnection(int code, Properties properties) {
        return new BrokerRefusal(false, code, properties);
    }

    /** DISCONNECT from the broker. */
    public static BrokerRefusal ending(ReasonCode reason, Properties properties) {
        return new BrokerRefusal(true, reason.code(), properties);
    }

    /** AUTH, which this tool does not answer. */
    public static BrokerRefusal askingForMore() {
        return new BrokerRefusal(false, ReasonCode.CONTINUE_AUTHENTICATION.code(), Properties.NONE);
    }

    /** Whether trying again is useless. */
    public boolean lasting() {
        return established ? Refusal.ofEnd(code).lasting() : Refusal.of(code).lasting();
    }

    /** The sentence for the user. */
    Failure failure(ConnectionSettings settings) {
        String broker = "the broker at " + settings.link().address();
        Refusal refusal = established ? Refusal.ofEnd(code) : Refusal.of(code);
        if (code == ReasonCode.CONTINUE_AUTHENTICATION.code()) {
            return new Failure(
                    refusal.status(), broker + " asks for enhanced authentication, which this tool does not do", this);
        }
        if (code == ReasonCode.UNSUPPORTED_PROTOCOL_VERSION.code()) {
            return new Failure(refusal.status(), broker + " does not speak MQTT 5; try -V 311", this);
        }
        String said = (established ? " ended the connection: " : " refuses the connection: ")
                + meaning(refusal)
                + (reasonString == null ? "" : " (" + reasonString + ")")
                + (reference == null ? "" : "; it names the server '" + reference + "'");
        return new Failure(refusal.status(), broker + said + hint(settings), this);
    }

    private String meaning(Refusal refusal) {
        return refusal.meaning().isEmpty()
                ? ReasonCode.of(code).map(ReasonCode::toString).orElse("code " + code)
                : refusal.meaning();
    }

    private String hint(ConnectionSettings settings) {
        return switch (ReasonCode.of(code).orElse(ReasonCode.UNSPECIFIED_ERROR)) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED ->
                settings.credentials()
                        .map(c -> " (user '" + c.user() + "')")
                        .orElse(" (no user name was given; try -u and --pw-file)");
            case CLIENT_IDENTIFIER_NOT_VALID ->
                settings.session().generated() ? "; give one with -i" : " ('" + settings.clientId() + "')";
            case SESSION_TAKEN_OVER ->
                settings.session().generated()
                        ? "; another client uses the same identifier"
                        : "; another client uses the identifier '" + settings.clientId() + "'";
            case RETAIN_NOT_SUPPORTED -> "; leave out -r and --will-retain";
            case QOS_NOT_SUPPORTED -> "; try a lower -q or --will-qos";
            default -> "";
        };
    }
}
