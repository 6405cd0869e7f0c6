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
        boolean rehearsed = args.length == 1 && args[0].equals("--rehearse");
        ConfigFile.main("mqtt-subscribe", SubscribeOptions::new, rehearsed ? rehearsal() : args);
    }

    /** A run that the launcher makes once to find out which classes to archive. */
    private static String[] rehearsal() throws IOException, InterruptedException {
        String port = Integer.toString(Rehearsal.run());
        return new String[] {"-h", "127.0.0.1", "-p", port, "-t", "t", "-q", "1", "-C", "1"};
    }
}
