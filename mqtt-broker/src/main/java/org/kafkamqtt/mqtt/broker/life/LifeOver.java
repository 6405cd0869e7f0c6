package org.kafkamqtt.mqtt.broker.life;

/** A life is over, so that nothing may be sent under its producer ID any more. */
final class LifeOver extends Exception {
    private static final long serialVersionUID = 1;

    LifeOver(String why) {
        super(why);
    }
}
