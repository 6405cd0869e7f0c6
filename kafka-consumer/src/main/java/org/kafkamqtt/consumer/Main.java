package org.kafkamqtt.consumer;

import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;

/** {@code kafka-consumer}: reads records from Kafka. */
public final class Main {
    /** What the launcher runs once to find out which classes to archive: a run that finds no broker. */
    private static final String[] REHEARSED = {"-b", "127.0.0.1:1", "--connect-timeout", "1s", "t"};

    private Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new ConsumerCommand();
    }

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--rehearse")) {
            Rehearsal.run();
            Tool.main(new ConsumerCommand(), REHEARSED);
        } else {
            Tool.main(new ConsumerCommand(), args);
        }
    }
}
