package org.kafkamqtt.consumer.read;

/** The sink did not come to an end in the time that whoever wants to stop gives it. */
final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
        super("gave up waiting");
    }
}
