package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.ReasonCode;

/** Reasons as the packet that tells them may have them. */
final class Refusals {
    private Refusals() {}

    /** As PUBACK and PUBREC may have it (MQTT 5.0 sections 3.4.2.1 and 3.5.2.1). */
    static ReasonCode ofPublish(ReasonCode reason) {
        return switch (reason) {
            case SUCCESS,
                    NO_MATCHING_SUBSCRIBERS,
                    UNSPECIFIED_ERROR,
                    IMPLEMENTATION_SPECIFIC_ERROR,
                    NOT_AUTHORIZED,
                    TOPIC_NAME_INVALID,
                    PACKET_IDENTIFIER_IN_USE,
                    QUOTA_EXCEEDED,
                    PAYLOAD_FORMAT_INVALID -> reason;
            default -> ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;
        };
    }
}
