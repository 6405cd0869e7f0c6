package org.kafkamqtt.consumer;

import java.util.Arrays;
import java.util.Optional;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.consumer.view.View;

/** {@code kafka-consumer}: reads records from Kafka. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Only the first word is a view's name: -t groups reads a topic of that name.
        Optional<ToolCommand> view = args.length == 0 ? Optional.empty() : View.named(args[0]);
        if (view.isPresent()) {
            Tool.main(view.get(), Arrays.copyOfRange(args, 1, args.length));
        } else {
            Tool.main(new ConsumerOptions(), args);
        }
    }
}
