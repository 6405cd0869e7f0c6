package org.kafkamqtt.kafka.append;

/** An appender was closed before a broker had acknowledged all of its records. */
public final class AppenderClosed extends Exception {
    private static final long serialVersionUID = 1;

    public AppenderClosed() {
        super("the appender was closed");
    }
}
