package org.kafkamqtt.mqtt.publish.source;

/** A piece of input that no message can be made of; the ones behind it are not touched by that. */
public final class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    public BadMessage(String why) {
        super(why);
    }

    /** Why, in lower case. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
