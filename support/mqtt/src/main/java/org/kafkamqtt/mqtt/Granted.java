package org.kafkamqtt.mqtt;

import java.util.Optional;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * The broker's answer to one subscription.
 *
 * @param subscription what was asked for
 * @param qos what was granted, perhaps less; empty if it was refused
 * @param why it was refused, if the broker says so, such as {@code not authorized: ask the operator}; only MQTT 5 can
 * @param denied whether it was refused because the user has no right to it, as only MQTT 5 can say
 */
public record Granted(Subscription subscription, Optional<Qos> qos, Optional<String> why, boolean denied) {
    /** An answer without a reason. */
    public Granted(Subscription subscription, Optional<Qos> qos) {
        this(subscription, qos, Optional.empty(), false);
    }

    /** The answer with this reason code, which is the granted QoS or a failure. */
    public static Granted of(Subscription subscription, ReasonCode reason, Optional<String> text) {
        return reason.isFailure()
                ? new Granted(
                        subscription,
                        Optional.empty(),
                        Optional.of(reason + text.map(t -> ": " + t).orElse("")),
                        reason == ReasonCode.NOT_AUTHORIZED)
                : new Granted(subscription, Optional.of(Qos.of(reason.code())));
    }

    public boolean refused() {
        return qos.isEmpty();
    }

    /** The sentence for the user whose subscription was {@link #refused}. */
    public String refusal() {
        return "subscription to '" + subscription.filter() + "' refused by the broker"
                + why.map(words -> ": " + words).orElse("");
    }
}
