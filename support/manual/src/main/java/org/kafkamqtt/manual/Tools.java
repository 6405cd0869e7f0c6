package org.kafkamqtt.manual;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.help.Manual;
import picocli.CommandLine;

/** The tools that have pages. */
final class Tools {
    private Tools() {}

    static List<ToolCommand> all() {
        return List.of(
                org.kafkamqtt.balancer.cli.Main.command(),
                org.kafkamqtt.consumer.Main.command(),
                org.kafkamqtt.producer.Main.command(),
                org.kafkamqtt.topics.Main.command(),
                org.kafkamqtt.mqtt.publish.Main.command(),
                org.kafkamqtt.mqtt.subscribe.Main.command(),
                org.kafkamqtt.mqtt.broker.Main.command(),
                org.kafkamqtt.sandbox.Main.command());
    }

    /** What is to be said about a tool, then about each of its commands. */
    static List<Manual> manuals(ToolCommand tool) {
        CommandLine line = Tool.commandLine(tool);
        List<Manual> manuals = new ArrayList<>();
        manuals.add(Tool.manual(line));
        line.getSubcommands().values().forEach(subcommand -> manuals.add(Tool.manual(subcommand)));
        tool.allViews().forEach(view -> manuals.add(Tool.manual(Tool.commandLine(view))));
        return manuals;
    }
}
