package org.kafkamqtt.consumer;

import java.util.Arrays;
import java.util.Optional;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.consumer.view.View;

/** {@code kafka-consumer}: reads records from Kafka. */
public final class Main {
    /** What the launcher runs once to find out which classes to archive: a run that finds no broker. */
    private static final String[] REHEARSED = {"-b", "127.0.0.1:1", "--connect-timeout", "1s", "t"};

    private Main() {}

    public static void main(String[] args) {
        if (args.length == 2 && args[0].equals("help") && View.named(args[1]).isPresent()) {
            Tool.main(View.named(args[1]).get(), "--help");
            return;
        }
        // Only the first word is a view's name: -t groups reads a topic of that name.
        Optional<ToolCommand> view = args.length == 0 ? Optional.empty() : View.named(args[0]);
        if (view.isPresent()) {
            Tool.main(view.get(), Arrays.copyOfRange(args, 1, args.length));
        } else if (args.length == 1 && args[0].equals("--rehearse")) {
            Rehearsal.run();
            Tool.main(new ConsumerCommand(), REHEARSED);
        } else {
            Tool.main(new ConsumerCommand(), args);
        }
    }
}
