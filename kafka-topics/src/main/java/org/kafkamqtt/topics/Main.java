package org.kafkamqtt.topics;

import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.topics.command.CommandWord;
import org.kafkamqtt.topics.command.TopicsCommand;

/** {@code kafka-topics}: creates, shows, changes and deletes topics of Kafka. */
public final class Main {
    /** What the launcher runs once to find out which classes to archive: a run that finds no broker. */
    private static final String[] REHEARSED = {"list", "-b", "127.0.0.1:1", "--connect-timeout", "1s"};

    private Main() {}

    /** The command line of the tool, such as its manual page is made of. */
    public static ToolCommand command() {
        return new TopicsCommand();
    }

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--rehearse")) {
            Rehearsal.run();
            Tool.main(new TopicsCommand(), REHEARSED);
        } else {
            Tool.main(new TopicsCommand(), CommandWord.first(args));
        }
    }
}
