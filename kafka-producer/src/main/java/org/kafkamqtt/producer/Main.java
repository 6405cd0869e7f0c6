package org.kafkamqtt.producer;

import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;

/** {@code kafka-producer}: sends records to Kafka. */
public final class Main {
    private Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new ProducerOptions();
    }

    public static void main(String[] args) {
        Tool.main(new ProducerOptions(), args);
    }
}
