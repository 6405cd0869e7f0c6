package org.kafkamqtt.topics.plan;

/**
 * One setting of a topic.
 *
 * @param value empty if it is secret
 * @param origin where the value is from
 */
public record TopicSetting(String name, String value, Origin origin) {
    /** Where a value is from. */
    public enum Origin {
        /** The topic's own. */
        TOPIC,
        /** From the configuration of the broker or the cluster. */
        BROKER,
        /** Nobody has chosen it. */
        DEFAULT
    }
}
