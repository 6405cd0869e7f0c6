package org.kafkamqtt.topics.command;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.DelimitedInput;
import org.kafkamqtt.topics.plan.GrowthRule;
import picocli.CommandLine.Option;

/** What is known of a topic's producers, as typed. */
final class GrowthOptions implements OptionSection {
    @Override
    public String heading() {
        return "Keys that move";
    }

    @Option(
            names = "--balancer",
            paramLabel = "NAME",
            description =
                    "compute which share of keys moves under NAME; one of 'balancer list', a class or a Java source"
                            + " file; exact where the rule is a hash modulo the number of partitions, else for a sample of"
                            + " keys")
    @Nullable
    String balancer;

    @Option(names = "--keys", paramLabel = "FILE", description = "compute it for the keys in FILE; one on each line")
    @Nullable
    Path keys;

    @Option(
            names = "--balancer-opt",
            paramLabel = "NAME=VALUE",
            description = "set an option of the balancer; repeatable")
    List<String> settings = new ArrayList<>();

    @Option(
            names = "--balancer-path",
            paramLabel = "PATH",
            description = "add jars and folders with your own balancers; several joined by the system's path"
                    + " separator; repeatable")
    List<String> path = new ArrayList<>();

    static OptionRules rules() {
        return OptionRules.of()
                .needs("--balancer", "--partitions")
                .needs("--keys", "--balancer")
                .needs("--balancer-opt", "--balancer")
                .needs("--balancer-path", "--balancer");
    }

    GrowthRule rule() {
        if (balancer == null) {
            return GrowthRule.unknown();
        }
        return GrowthRule.of(balancers(), balancer, options(), keys == null ? List.of() : lines(keys));
    }

    private Balancers balancers() {
        try {
            return path.isEmpty()
                    ? Balancers.standard()
                    : Balancers.withPath(path.stream()
                            .flatMap(entry -> Stream.of(entry.split(File.pathSeparator)))
                            .map(Path::of)
                            .toList());
        } catch (BalancerException e) {
            throw new Failure(ExitStatus.USAGE, e.sentence(), e).withDetail(e.detail());
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("--balancer-opt '" + setting + "' is not NAME=VALUE");
            }
            options.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return options;
    }

    /** Each key once. */
    private static List<byte[]> lines(Path file) {
        Map<String, byte[]> distinct = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            DelimitedInput input = new DelimitedInput(in, new byte[] {'\n'});
            while (input.next()) {
                byte[] key = input.piece();
                distinct.putIfAbsent(new String(key, StandardCharsets.ISO_8859_1), key);
            }
        } catch (IOException e) {
            throw Failure.cannot("read", file, e);
        }
        if (distinct.isEmpty()) {
            throw Failure.usage("--keys " + file + " holds no keys");
        }
        return new ArrayList<>(distinct.values());
    }
}
