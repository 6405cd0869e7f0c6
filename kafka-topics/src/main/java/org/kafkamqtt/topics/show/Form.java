package org.kafkamqtt.topics.show;

/** How output is laid out. */
public enum Form {
    /** For people, with headings. */
    TABLE,
    /** Tabs between, no headings. */
    FIELDS,
    /** A JSON object a line. */
    JSON,
    /** As {@code kafka-topics.sh} of Kafka 4.3.1 does. */
    KAFKA
}
