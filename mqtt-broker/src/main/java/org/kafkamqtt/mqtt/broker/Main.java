package org.kafkamqtt.mqtt.broker;

import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.mqtt.broker.command.BrokerCommand;

/** {@code mqtt-broker}: an MQTT server whose only storage is Kafka. */
public final class Main {
    /** What the launcher runs once to find out which classes to archive: a run that finds no Kafka. */
    private static final String[] REHEARSED = {
        "-b", "127.0.0.1:1", "--connect-timeout", "1s", "--listener", "mqtt://localhost:0"
    };

    private Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new BrokerCommand();
    }

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--rehearse")) {
            Rehearsal.run();
            Tool.main(new BrokerCommand(), REHEARSED);
        } else {
            Tool.main(new BrokerCommand(), args);
        }
    }
}
