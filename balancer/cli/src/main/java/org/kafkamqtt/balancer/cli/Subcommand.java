package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.DelimitedInput;
import picocli.CommandLine.Option;

/** What all subcommands share: the user's classes, options of balancers, and keys from lines. */
abstract class Subcommand implements ToolCommand {
    @Option(
            names = "--balancer-path",
            paramLabel = "PATH",
            description = "add a jar or folder with your own balancers; repeatable")
    List<Path> path = List.of();

    @Option(
            names = "--balancer-opt",
            paramLabel = "K=V",
            description = "set an option of the balancer; such as chunk=100; repeatable")
    Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "-v", description = "print more detail; -vv: stack traces")
    boolean[] verbose = {};

    final Balancers balancers() {
        return Balancers.withPath(path);
    }

    static int partitions(int count) {
        return partitions("--partitions", count);
    }

    static int partitions(String option, int count) {
        if (count < 1 || count > 100_000) {
            throw Failure.usage(option + " " + count + " is not between 1 and 100000");
        }
        return count;
    }

    static void print(Console console, String text) throws IOException {
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The lines of a file, or of standard input for {@code -}. */
    static List<byte[]> lines(Console console, String file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file))) {
            DelimitedInput input = new DelimitedInput(in, new byte[] {'\n'});
            while (input.next()) {
                lines.add(input.piece());
            }
        } catch (IOException e) {
            throw Failure.cannot("read", file.equals("-") ? "standard input" : file, e);
        }
        return lines;
    }

    @Override
    public Failure explain(Throwable cause) {
        return Main.explained(cause);
    }

    /** Of what all subcommands share. */
    @Override
    public OptionRules rules() {
        return OptionRules.of().always("--balancer-path", "--balancer-opt", "-v");
    }

    @Override
    public int verbosity() {
        return verbose.length;
    }
}
