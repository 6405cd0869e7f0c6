package org.kafkamqtt.mqtt.protocol;

/** What was given is no topic name, or no topic filter; the message is a sentence for whoever gave it. */
public final class InvalidTopic extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidTopic(String sentence) {
        super(sentence);
    }
}
