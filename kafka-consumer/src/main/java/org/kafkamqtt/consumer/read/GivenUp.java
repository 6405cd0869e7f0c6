package org.kafkamqtt.consumer.read;

/** The sink did not finish within the time that a stop allows it. */
final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
        super("gave up waiting");
    }
}
