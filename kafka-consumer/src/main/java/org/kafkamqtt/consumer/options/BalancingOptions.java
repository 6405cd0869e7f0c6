package org.kafkamqtt.consumer.options;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.settings.PartitionChoice;
import org.kafkamqtt.consumer.settings.Verification;
import picocli.CommandLine.Option;

/** What balancers are used for, as typed. */
final class BalancingOptions implements OptionSection {
    @Option(
            names = {"-k", "--record-key"},
            paramLabel = "KEY",
            description = "read only records with this key. Only the partition that --balancer gives for it is read."
                    + " Without --cert, --key means the same")
    @Nullable
    String key;

    @Option(
            names = "--balancer",
            paramLabel = "NAME",
            description = "use this balancer. With -k, it is the one that the producer used; with --to-topic, it"
                    + " chooses the partition of each copy. NAME is one of 'balancer list', a class, or a .java"
                    + " file (default: murmur2, as Java clients do)")
    @Nullable
    String balancer;

    @Option(
            names = "--verify-balancer",
            paramLabel = "NAME",
            description = "check partitions against this balancer. Records that are elsewhere are counted, the first"
                    + " is reported, and the exit status is 3 if there are any. -J adds expectedPartition to them,"
                    + " -f has %%B")
    @Nullable
    String verify;

    @Option(
            names = "--balancer-opt",
            paramLabel = "NAME=VALUE",
            description = "set an option of the balancer; repeatable")
    List<String> settings = new ArrayList<>();

    @Option(
            names = "--balancer-path",
            paramLabel = "FILE",
            description = "add a jar or folder with your own balancers; repeatable")
    List<Path> path = new ArrayList<>();

    /** The key that is looked for. */
    Optional<byte[]> keyBytes() {
        return Optional.ofNullable(key).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The partition where the key lives, if one is looked for. */
    Optional<PartitionChoice> home() {
        return keyBytes().map(this::home);
    }

    private PartitionChoice home(byte[] bytes) {
        String name = balancer == null ? "murmur2" : balancer;
        Balancer made = make(name);
        if (made.ordering() != Ordering.PER_KEY) {
            throw Failure.usage("-k reads one partition, but --balancer " + name
                    + " does not keep a key on one partition: " + Balancers.promise(made));
        }
        return new PartitionChoice.HomeOf(Message.of(bytes, null), made);
    }

    /** The balancer of {@code --balancer}, if there is one. */
    Optional<Balancer> chosen() {
        return Optional.ofNullable(balancer).map(this::make);
    }

    /** What {@code --verify-balancer} asks for, if it was given. */
    Optional<Verification> verification() {
        return Optional.ofNullable(verify).map(name -> new Verification(make(name), name));
    }

    private Balancer make(String name) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("--balancer-opt '" + setting + "' is not NAME=VALUE");
            }
            options.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        try {
            return (path.isEmpty() ? Balancers.standard() : Balancers.withPath(path)).create(name, options);
        } catch (BalancerException e) {
            throw new Failure(ExitStatus.USAGE, e.sentence(), e).withDetail(e.detail());
        }
    }

    @Override
    public String heading() {
        return "Balancers";
    }
}
