package org.kafkamqtt.mqtt.publish;

/** A piece of input that no message can be made of; the ones behind it are not touched by that. */
final class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    BadMessage(String why) {
        super(why);
    }

    /** Why, in lower case. */
    String why() {
        return String.valueOf(getMessage());
    }
}
