package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.mqtt.client.Rehearsal;
import org.kafkamqtt.mqtt.options.ConfigFile;

/** {@code mqtt-publish}: publishes messages to an MQTT broker. */
public final class Main {
    private Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new PublishOptions();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        ConfigFile.main("mqtt-publish", PublishOptions::new, Rehearsal.orElse(args, "-t", "t", "-m", "m", "-q", "1"));
    }
}
