package org.kafkamqtt.mqtt.protocol;

/** What was given is no topic name, or no topic filter. */
public final class InvalidTopic extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    InvalidTopic(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What is wrong, for whoever gave it: lower case, without a full stop, without control characters. */
    public String sentence() {
        return sentence;
    }
}
