package org.kafkamqtt.mqtt.five;

import java.util.Optional;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * What the broker's CONNACK allows on one connection (MQTT 5.0 section 3.2.2.3).
 *
 * @param receiveMaximum messages of QoS 1 and 2 that may be unacknowledged, 1 to 65,535
 * @param maximumPacketSize bytes, {@link Long#MAX_VALUE} without a limit
 * @param topicAliasMaximum 0 to 65,535
 * @param maximumQos the highest QoS it takes
 * @param retain whether it takes retained messages
 * @param wildcards whether topic filters may have wildcards
 * @param shared whether there are shared subscriptions
 * @param identifiers whether there are subscription identifiers
 */
record ServerTerms(
        int receiveMaximum,
        long maximumPacketSize,
        int topicAliasMaximum,
        Qos maximumQos,
        boolean retain,
        boolean wildcards,
        boolean shared,
        boolean identifiers) {
    private static final int MOST = 65_535;

    static ServerTerms of(Connack connack) {
        Properties said = connack.properties();
        return new ServerTerms(
                (int) said.number(Property.RECEIVE_MAXIMUM, MOST),
                said.number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE),
                (int) said.number(Property.TOPIC_ALIAS_MAXIMUM, 0),
                Qos.of((int) said.number(Property.MAXIMUM_QOS, Qos.EXACTLY_ONCE.level())),
                said.number(Property.RETAIN_AVAILABLE, 1) == 1,
                said.number(Property.WILDCARD_SUBSCRIPTION_AVAILABLE, 1) == 1,
                said.number(Property.SHARED_SUBSCRIPTION_AVAILABLE, 1) == 1,
                said.number(Property.SUBSCRIPTION_IDENTIFIERS_AVAILABLE, 1) == 1);
    }

    /** Why this publication is not sent at all, if so: a clause such as {@code the broker takes no QoS above 1}. */
    Optional<String> refuses(Publication publication) {
        if (publication.qos().compareTo(maximumQos) > 0) {
            return Optional.of("the broker does not take a QoS above " + maximumQos.level() + " (try -q "
                    + maximumQos.level() + ")");
        }
        if (publication.retain() && !retain) {
            return Optional.of("the broker does not take retained messages (leave out -r)");
        }
        int alias = (int) publication.properties().number(Property.TOPIC_ALIAS, 0);
        if (alias > topicAliasMaximum) {
            return Optional.of("the broker takes "
                    + (topicAliasMaximum == 0 ? "no topic aliases" : "topic aliases up to " + topicAliasMaximum)
                    + ", not " + alias);
        }
        return Optional.empty();
    }

    /** Why a packet of this size is not sent, if so. */
    Optional<String> refusesSize(long bytes) {
        return bytes > maximumPacketSize
                ? Optional.of("its packet of " + bytes + " bytes is larger than the " + maximumPacketSize
                        + " bytes that the broker takes")
                : Optional.empty();
    }

    /** Why this subscription is not asked for, if so. */
    Optional<String> refuses(Subscription subscription, Properties properties) {
        String filter = subscription.filter().text();
        boolean isShared = filter.startsWith("$share/");
        if (isShared && !shared) {
            return Optional.of("the broker has no shared subscriptions");
        }
        if (!wildcards && (filter.indexOf('+') >= 0 || filter.indexOf('#') >= 0)) {
            return Optional.of("the broker has no subscriptions with wildcards");
        }
        if (!identifiers && properties.has(Property.SUBSCRIPTION_IDENTIFIER)) {
            return Optional.of("the broker has no subscription identifiers");
        }
        return Optional.empty();
    }
}
