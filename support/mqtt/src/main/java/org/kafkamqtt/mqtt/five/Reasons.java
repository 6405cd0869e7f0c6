package org.kafkamqtt.mqtt.five;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** What a broker says of a packet, as clauses for a user. */
final class Reasons {
    private Reasons() {}

    /** Why a publication was refused, such as {@code the broker denies it: not authorized (ask the operator)}. */
    static String refused(Acknowledgement answer) {
        String what =
                answer.reason() == ReasonCode.NOT_AUTHORIZED ? "the broker denies it: " : "the broker refuses it: ";
        return what + clause(answer.reason(), answer.properties());
    }

    /** A reason with what the broker adds to it, such as {@code not authorized (ask the operator)}. */
    static String clause(ReasonCode reason, Properties properties) {
        return reason + text(properties).map(t -> " (" + t + ")").orElse("");
    }

    /** The reason string, if there is one. */
    static Optional<String> text(Properties properties) {
        @Nullable String text = properties.text(Property.REASON_STRING);
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }
}
