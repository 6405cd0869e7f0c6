package org.kafkamqtt.producer;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.cluster.BalancerPlan;
import picocli.CommandLine.Option;

/** How partitions are chosen, as typed. */
final class BalancerOptions implements OptionSection {
    @Override
    public String heading() {
        return "Partitions";
    }

    @Option(
            names = "--balancer",
            paramLabel = "NAME|CLASS|FILE.java",
            description =
                    "choose the partition of each record; with one of 'balancer list', such as murmur2, crc32, fnv1a,"
                            + " round-robin, least-bytes or random, a class, or a Java source file (default: the Kafka"
                            + " client's own rule, murmur2 and sticky)")
    @Nullable
    String balancer;

    @Option(
            names = "--balancer-path",
            paramLabel = "PATH",
            description = "add jars and folders with your own balancers; several joined by the system's path"
                    + " separator; repeatable")
    List<String> path = new ArrayList<>();

    @Option(
            names = "--balancer-opt",
            paramLabel = "NAME=VALUE",
            description = "set an option of the balancer; repeatable")
    List<String> settings = new ArrayList<>();

    /** Whether a balancer chooses the partition of every record, whatever partition the record brings. */
    boolean given() {
        return balancer != null;
    }

    /**
     * The balancer that chooses, empty for the Kafka client.
     *
     * @throws Failure status 2 if there is no such balancer or a setting does not fit
     */
    Optional<BalancerPlan> plan() {
        if (balancer == null || balancer.equals("default") && settings.isEmpty()) {
            return Optional.empty();
        }
        String name = balancer;
        Map<String, String> options = options();
        try {
            Balancers balancers = path.isEmpty() ? Balancers.standard() : Balancers.withPath(paths());
            return Optional.of(new BalancerPlan(balancers, name, options));
        } catch (BalancerException e) {
            throw new Failure(ExitStatus.USAGE, e.sentence(), e).withDetail(e.detail());
        }
    }

    private List<Path> paths() {
        return path.stream()
                .flatMap(entry -> Stream.of(entry.split(File.pathSeparator)))
                .map(Path::of)
                .toList();
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
}
