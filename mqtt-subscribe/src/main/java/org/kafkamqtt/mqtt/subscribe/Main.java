package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.mqtt.client.Rehearsal;
import org.kafkamqtt.mqtt.options.ConfigFile;

/** The start of {@code mqtt-subscribe}. */
public final class Main {
    private Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new SubscribeOptions();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        ConfigFile.main(
                "mqtt-subscribe", SubscribeOptions::new, Rehearsal.orElse(args, "-t", "t", "-q", "1", "-C", "1"));
    }
}
