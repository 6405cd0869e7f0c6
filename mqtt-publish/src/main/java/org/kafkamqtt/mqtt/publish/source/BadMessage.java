package org.kafkamqtt.mqtt.publish.source;

/** A piece of input that cannot become a message; the pieces after it are not affected. */
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
