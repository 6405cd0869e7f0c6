package org.kafkamqtt.journeys.pages;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import picocli.CommandLine;

/** Every command of the tools by what is typed for it, such as {@code balancer check}. */
final class Commands {
    private static final List<String> TYPES = List.of(
            "producer.ProducerOptions",
            "consumer.ConsumerCommand",
            "consumer.view.GroupsView",
            "consumer.view.DescribeView",
            "consumer.view.ResetView",
            "consumer.view.DeleteView",
            "consumer.view.LagView",
            "consumer.view.OffsetsView",
            "topics.command.TopicsCommand",
            "topics.command.ListView",
            "topics.command.DescribeView",
            "topics.command.CreateView",
            "topics.command.AlterView",
            "topics.command.DeleteView",
            "topics.command.TrimView",
            "topics.command.BrokersView",
            "mqtt.publish.PublishOptions",
            "mqtt.subscribe.SubscribeOptions",
            "mqtt.broker.command.BrokerCommand",
            "mqtt.broker.command.RoutesView",
            "balancer.cli.Main",
            "sandbox.SandboxOptions");

    private Commands() {}

    static Map<String, CommandLine> all() {
        Map<String, CommandLine> all = new LinkedHashMap<>();
        for (String type : TYPES) {
            add(all, "", type(type));
        }
        return all;
    }

    private static void add(Map<String, CommandLine> all, String prefix, Class<?> type) {
        CommandLine command = command(type);
        String name = prefix + command.getCommandName();
        all.put(name, command);
        command.getSubcommands()
                .values()
                .forEach(sub -> add(all, name + " ", sub.getCommand().getClass()));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("org.kafkamqtt." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new command of this type. */
    static CommandLine command(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return Tool.commandLine((ToolCommand) constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
