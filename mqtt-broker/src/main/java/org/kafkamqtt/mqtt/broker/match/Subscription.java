package org.kafkamqtt.mqtt.broker.match;

import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * What a client has subscribed to.
 *
 * @param filter a topic filter, checked; no shared one
 * @param qos the highest with which it wants messages
 * @param noLocal whether it does not want its own messages
 * @param retainAsPublished whether the retain flag is handed through
 * @param identifier subscription identifier, 0 for none
 * @param from for each partition of the log the offset of the first message that it counts for; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all that began together, never compared
public record Subscription(
        String filter, Qos qos, boolean noLocal, boolean retainAsPublished, int identifier, long[] from) {}
