package org.kafkamqtt.mqtt.broker.trial;

/** The client's end of one connection to a broker, be it a socket or a session without one. */
public interface Line extends AutoCloseable {
    /** Sends these bytes; if the broker has closed, that is heard and no error here. */
    void send(byte[] bytes);

    /** The next packet that the broker sends, or why there is none. */
    Heard hear();

    @Override
    void close();
}
